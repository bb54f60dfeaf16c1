import { get, post } from './api.js';

const KEY = 'zhenmai-roll-outbox';

/**
 * Rolls on their way: each is kept in the browser, under an id of its own, before it is sent and until the server has it. So a reload, a
 * dead spot or an answer that got lost costs nothing, and a roll that is sent twice counts once. Tells 'sent' {entry, receipt}, 'refused'
 * {entry, problem} and 'waiting' {problem}.
 */
export class Outbox extends EventTarget {
  #sending = null;

  /** Oldest first. */
  entries() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? [];
    } catch {
      return [];
    }
  }

  /** `roll` is {session, classId, className, exceptions, reason, account}. */
  add(roll) {
    const entry = { ...roll, id: newId(), at: Date.now() };
    this.#write([...this.entries(), entry]);
    return entry;
  }

  drop(id) {
    this.#write(this.entries().filter((entry) => entry.id !== id));
  }

  /** Sends what waits, in order; one run at a time. */
  flush() {
    this.#sending ??= this.#send().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #send() {
    if (!this.entries().length) {
      return;
    }
    try {
      // On a shared phone a roll goes out under nobody's name but its own.
      const { account } = await get('/api/v1/me');
      for (const entry of this.entries().filter((one) => one.account === account && !one.refused)) {
        await this.#one(entry);
      }
    } catch (problem) {
      this.#tell('waiting', { problem });
    }
  }

  async #one(entry) {
    const { session, classId, exceptions, reason, id, at } = entry;
    const body = { classId, exceptions, reason, clientId: id, heldMillis: Math.max(0, Date.now() - at) };
    let receipt;
    try {
      receipt = await post(`/api/v1/sessions/${encodeURIComponent(session)}/roll`, body);
    } catch (problem) {
      if (isLater(problem.status)) {
        throw problem;
      }
      this.#write(this.entries().map((one) => (one.id === id ? { ...one, refused: problem.message } : one)));
      this.#tell('refused', { entry, problem });
      return;
    }
    this.drop(id);
    this.#tell('sent', { entry, receipt });
  }

  #write(entries) {
    localStorage.setItem(KEY, JSON.stringify(entries));
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Not reached, not signed in, too busy: the same roll may go later. */
function isLater(status) {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}

/** crypto.randomUUID is there on https and localhost only. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
