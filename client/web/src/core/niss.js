// Whether a national number can be one, before it is sent anywhere: its last two digits are 97 less the rest of the
// division of the other nine by 97, with a 2 before them for who was born from 2000 on.

/** Its eleven digits, however they were typed; null: it is none. @param {string} text */
export function readNiss(text) {
  const digits = text.replace(/[\s.\-/]/g, "");
  if (!/^\d{11}$/.test(digits)) {
    return null;
  }
  const check = Number(digits.slice(9));
  const fits = ["", "2"].some((century) => 97 - (Number(century + digits.slice(0, 9)) % 97) === check);
  return fits ? digits : null;
}
