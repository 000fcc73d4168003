// Checks evidence: verify.mjs KEY KIND FILE… [--witness KEY]…; the kinds are in evidence.mjs. Exit status 9: it does
// not hold.
import { Refusal } from './bytes.mjs';
import { kinds, readCall } from './evidence.mjs';

try {
    const { trust, kind, files } = readCall(process.argv.slice(2));
    console.log(kinds[kind](trust, files));
} catch (error) {
    if (!(error instanceof Refusal)) {
        throw error;
    }
    console.log(`does not hold: ${error.message} (${error.fault})`);
    process.exitCode = 9;
}
