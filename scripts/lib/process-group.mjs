const GRACE_MS = 10_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @typedef {{ child: import('node:child_process').ChildProcess, reason: string, timers: NodeJS.Timeout[] }} Group */

/** @type {Set<Group>} */
const running = new Set();
let stopped = false;

/** Whether this process was told to end: nothing more is started then. */
export function isStopped() {
  return stopped;
}

/**
 * Watches a detached child: what is left of its process group ends with it, when the time is up, and when this
 * process is told to end.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} limitMs
 * @returns {Group}
 */
export function startGroup(child, limitMs) {
  const group = { child, reason: '', timers: [] };
  const minutes = Math.round(limitMs / 60_000);
  group.timers.push(
    setTimeout(() => end(group, `\nStopped: it took longer than ${minutes} minutes.`), limitMs),
  );
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, stopAll);
  running.add(group);
  child.on('error', () => forget(group));
  child.on('exit', () => {
    send(group, 'SIGKILL');
    forget(group);
  });
  return group;
}

/** Why the group was ended from here, to be printed behind its own words; else nothing. @param {Group} group */
export function endedByLimit({ reason }) {
  return reason;
}

function stopAll() {
  stopped = true;
  for (const group of running) end(group, '\nStopped: this run was told to end.');
}

function end(group, reason) {
  group.reason = reason;
  send(group, 'SIGTERM');
  group.timers.push(setTimeout(() => send(group, 'SIGKILL'), GRACE_MS));
}

function forget(group) {
  for (const timer of group.timers) clearTimeout(timer);
  running.delete(group);
  if (running.size === 0) for (const signal of SIGNALS) process.off(signal, stopAll);
}

function send({ child }, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // Nothing of it is left.
  }
}
