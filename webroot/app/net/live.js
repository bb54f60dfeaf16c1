import { START, backoffMillis, judge } from '../model/feed.js';

const SILENCE_MILLIS = 45_000;
const ANSWER_MILLIS = 10_000;

/**
 * The page's one WebSocket. It joins a topic with the last number and epoch that it saw, joins anew when a frame is missing, and
 * reconnects with growing pauses for as long as the page lives. Emits 'frame' (detail: the frame) and 'state' (detail: {state, retryAt}).
 */
export class Live extends EventTarget {
  #topic;
  #socket = null;
  #position = START;
  #attempt = 0;
  #timer = null;
  #watch = null;
  #gaps = 0;

  constructor(topic) {
    super();
    this.#topic = topic;
    addEventListener('online', () => this.retryNow());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.retryNow());
  }

  connect() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#tell(this.#attempt === 0 ? 'connecting' : 'retrying');
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(`${scheme}//${location.host}/live`);
    this.#socket = socket;
    this.#expect(ANSWER_MILLIS, () => socket.close());
    socket.onopen = () => this.#join();
    socket.onmessage = (event) => socket === this.#socket && this.#receive(JSON.parse(event.data));
    socket.onclose = () => socket === this.#socket && this.#lost();
  }

  /** Does not wait for the next attempt any longer; nothing while connected. */
  retryNow() {
    if (this.#timer !== null) {
      this.connect();
    }
  }

  #join() {
    const { number, epoch } = this.#position;
    this.#socket.send(JSON.stringify({ type: 'join', topic: this.#topic, after: number, epoch }));
    this.#expect(ANSWER_MILLIS, () => this.#socket.close());
  }

  #receive(frame) {
    if (frame.type === 'denied') {
      clearTimeout(this.#watch);
      this.#tell('denied');
      return;
    }
    if (frame.type !== 'snapshot' && frame.type !== 'delta') {
      return;
    }
    this.#expect(SILENCE_MILLIS, () => this.#join());
    const { verdict, position } = judge(this.#position, frame);
    if (verdict === 'gap') {
      this.#gaps += 1;
      this.#position = this.#gaps > 1 ? START : position;
      this.#join();
      return;
    }
    this.#gaps = 0;
    this.#position = position;
    this.#attempt = 0;
    this.#tell('live');
    if (verdict === 'take') {
      this.dispatchEvent(new CustomEvent('frame', { detail: frame }));
    }
  }

  #lost() {
    clearTimeout(this.#watch);
    this.#socket = null;
    this.#attempt += 1;
    const wait = backoffMillis(this.#attempt);
    this.#tell('waiting', Date.now() + wait);
    this.#timer = setTimeout(() => this.connect(), wait);
  }

  /** A half-open connection is silent for ever: after a silence ask again, and without an answer start over. */
  #expect(millis, otherwise) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(otherwise, millis);
  }

  #tell(state, retryAt = null) {
    this.dispatchEvent(new CustomEvent('state', { detail: { state, retryAt } }));
  }
}
