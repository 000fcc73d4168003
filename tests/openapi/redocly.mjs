// Redocly's recommended rules, warnings counted like errors: redocly.mjs FILE.
import { createConfig, formatProblems, lint } from '@redocly/openapi-core';

const config = await createConfig({ extends: ['recommended'] });
const problems = await lint({ ref: process.argv[2], config });
if (problems.length > 0) {
    formatProblems(problems, { format: 'stylish', totals: { errors: 0, warnings: 0, ignored: 0 }, version: '' });
    process.exitCode = 1;
}
