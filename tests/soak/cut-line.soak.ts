// A connection cut at every single byte: `npm run soak -- cut-line`.
process.env['EVERY'] ??= '1';

await import('../sync/cut-line.test.ts');

export {};
