// The same tests as in `npm test`, with new attacks and many more: `FUZZ=100000 FUZZ_SEED=7 npm run soak -- fuzz`.
process.env['FUZZ'] ??= '20000';
process.env['FUZZ_SEED'] ??= String(Date.now() % 1_000_000_000);
console.log(`FUZZ=${process.env['FUZZ']} FUZZ_SEED=${process.env['FUZZ_SEED']}`);

await import('../server/fuzz.test.ts');
await import('../protocol/hostile-bytes.test.ts');

export {};
