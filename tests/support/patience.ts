// A slow machine is no defect: what a screen test waits for may take its time, and fails only when it does not come.
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 10_000 });
}
export {};
