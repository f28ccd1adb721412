// An office of a test's own: a copy of the demo province, and the program serving it.

import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const need = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run ci/browser.sh`);
  return value;
};

/** Starts the program; resolves once it has said where it listens. */
export async function serve(args, ready, env = {}) {
  const child = spawn(need('NHANLUC_BIN'), args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines = [];
  const base = await new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`the server ended (${code}): ${said}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const address = lines.find((l) => l.startsWith('http://'));
      if (address && ready(lines)) resolve(address.replace(/\/$/, ''));
    });
  });
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };
  return { base, lines, stop, stderr: () => said };
}

/** Runs a command on a data folder. */
export async function run(data, args) {
  await promisify(execFile)(need('NHANLUC_BIN'), ['--data', data, ...args]);
}

/** An office whose province is there; with `{ empty: true }`, one that has no sheets yet. `serve`:
 * more options of the server; `env`: more of its environment. */
export async function openOffice({ empty = false, serve: options = [], env } = {}) {
  const template = need('NHANLUC_DEMO');
  const files = join(template, 'demo-files');
  const data = await mkdtemp(join(tmpdir(), 'nhanluc-e2e-'));
  if (empty) {
    await run(data, ['areas', 'load', join(files, 'areas')]);
    await run(data, ['units', 'load', join(files, 'units/organisations.csv')]);
  } else {
    await cp(join(template, 'nhanluc.db'), join(data, 'nhanluc.db'));
  }
  const hasPassword = (lines) => lines.some((l) => l.includes('password:'));
  const args = ['--data', data, 'serve', '--listen', '127.0.0.1:0', ...options];
  const server = await serve(args, hasPassword, env);
  return {
    base: server.base,
    account: 'quantri',
    password: passwordIn(server.lines),
    files,
    data,
    /** Enters sheets of a folder at the command line. */
    intake: (folder) => run(data, ['intake', 'apply', folder]),
    truth: JSON.parse(await readFile(join(files, 'truth.json'), 'utf8')),
    async close() {
      await server.stop();
      await rm(data, { recursive: true, force: true });
      const said = server.stderr();
      if (/panicked|ERROR/.test(said)) throw new Error(`the server complained: ${said}`);
    },
  };
}

/** The first password, among what the server said at its start. */
export const passwordIn = (lines) =>
  lines.find((line) => line.includes('password:')).split(': ').pop().trim();
