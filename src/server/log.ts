import { pino, type DestinationStream, type LoggerOptions } from 'pino';

/** The texts that our own lines hold: a route's pattern, an error's code, lines of our own stack. */
const OWN_TEXTS = new Set(['route', 'code', 'at']);

/**
 * One line of JSON for each thing worth knowing. What a library wants to add (requests, answers, raw packets, errors that
 * quote them) stays out, whatever the level: only numbers and our own texts pass.
 */
const OPTIONS: LoggerOptions = {
  base: null,
  formatters: {
    log(fields) {
      const kept: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(fields)) {
        if (typeof value === 'number' || OWN_TEXTS.has(name)) kept[name] = value;
        else if (value instanceof Error && 'code' in value) kept['code'] = value.code;
      }
      return kept;
    },
  },
  hooks: {
    logMethod([first, message, ...rest], log) {
      // An error alone would be logged with its message, and a message may hold the address that was asked for.
      if (first instanceof Error)
        log.call(this, { err: first }, withoutAddresses(String(message ?? 'failed')));
      else if (typeof first === 'string') log.call(this, withoutAddresses(first));
      else if (message === undefined) log.call(this, first);
      else log.call(this, first, withoutAddresses(String(message)), ...rest);
    },
  },
};

export function serverLog(level: string, lines: DestinationStream = standardOutput()) {
  return pino({ ...OPTIONS, level }, lines);
}

/** Written in the background: a log line must not hold up a push. */
function standardOutput() {
  return pino.destination({ dest: 1, sync: false });
}

function withoutAddresses(message: string): string {
  return message.replaceAll(/\/\S+/g, '/…');
}
