// A mail server of a test's own, on a real socket: it takes mails, refuses them, or lets wait.

import { createServer } from 'node:net';

/** Takes mails until it is closed. `mails` are their texts; `refuse` and `hold` say what it does
 * with the next: `hold` is a promise it waits for before it answers. */
export async function postOffice() {
  const it = { mails: [], refuse: false, hold: null };
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    let text = null;
    const say = (line) => socket.write(`${line}\r\n`);
    const hear = async (line) => {
      if (text !== null && line !== '.') return void text.push(line);
      if (text !== null) {
        it.mails.push(text.join('\r\n'));
        text = null;
        return say('250 taken');
      }
      if (line.startsWith('RCPT')) {
        await it.hold;
        return say(it.refuse ? '550 no such box' : '250 well');
      }
      if (line === 'DATA') {
        text = [];
        return say('354 go on');
      }
      if (line === 'QUIT') {
        say('221 bye');
        return void socket.end();
      }
      say('250 well');
    };
    // One line after the other, however they come.
    let rest = '';
    let before = Promise.resolve();
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop();
      for (const line of lines) before = before.then(() => hear(line));
    });
    say('220 test ready');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  it.url = `smtp://127.0.0.1:${server.address().port}`;
  it.close = () => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => server.close(resolve));
  };
  return it;
}

/** A subject as it is read. */
export function subject(mail) {
  const head = mail.split('\r\n\r\n')[0].replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((l) => l.startsWith('Subject: ')).slice(9);
  return line.replace(/=\?utf-8\?b\?([^?]*)\?=\s*/gi, (_, text) => Buffer.from(text, 'base64').toString());
}
