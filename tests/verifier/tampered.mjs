// tampered.mjs KEY KIND FILE… [--witness KEY]…
import { readCall } from './evidence.mjs';
import { tamper } from './tamper.mjs';

console.log(tamper(readCall(process.argv.slice(2))));
