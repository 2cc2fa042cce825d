// npm run audit: known weaknesses of the packages a school gets. High and critical ones fail; a registry that has no such
// list (a mirror, no network) is said plainly and fails nothing, because then nothing is known either way.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync(
  'npm',
  ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000'],
  {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 30_000,
  },
);
const report = readReport(stdout);
if (!report?.metadata?.vulnerabilities) {
  const why = report?.message ?? report?.error?.summary ?? 'no answer';
  console.log(
    `Audit: the registry's list of weaknesses could not be reached (${why}). Nothing is known either way.`,
  );
} else {
  const { critical, high, moderate, low, info } = report.metadata.vulnerabilities;
  console.log(
    `Audit: ${critical} critical, ${high} high, ${moderate} moderate, ${low + info} low in production packages.`,
  );
  for (const { name, severity, via } of Object.values(report.vulnerabilities)) {
    const titles = via.filter((one) => typeof one === 'object').map(({ title, url }) => `${title} (${url})`);
    console.log(`- ${name}, ${severity}: ${titles.join('; ') || `through ${via.join(', ')}`}`);
  }
  if (critical + high > 0) process.exit(1);
}

function readReport(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
