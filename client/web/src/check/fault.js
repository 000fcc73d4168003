// What does not hold, and what cannot be known. This folder is the page's verifier of docs/protocol.md, part 4: without
// DOM and fetch, so that a worker, a page and Node.js run it alike.

/** Something does not hold. fault: the word of include/tnw/verify.h; seq: of the record, where it is one. */
export class Fault extends Error {
  /** @param {string} fault @param {string} text @param {number | null} [seq] @param {any} [more] */
  constructor(fault, text, seq = null, more = null) {
    super(text);
    this.fault = fault;
    this.seq = seq;
    this.more = more;
  }
}

/** This browser has not what it takes: nothing is known then, neither good nor bad. */
export class CannotCompute extends Error {}

/** The server did not answer, or refused to: the check could not go on. */
export class BrokenOff extends Error {}

/**
 * @param {unknown} holds
 * @param {string} fault
 * @param {string} text
 * @param {number | null} [seq]
 * @returns {asserts holds}
 */
export function demand(holds, fault, text, seq = null) {
  if (!holds) {
    throw new Fault(fault, text, seq);
  }
}
