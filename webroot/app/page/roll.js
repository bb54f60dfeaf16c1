import { LitElement, html } from 'lit';
import '../component/answer-sheet.js';
import '../component/reason-sheet.js';
import '../component/roll-queue.js';
import '../component/roll-row.js';
import '../component/status-choice.js';
import { shared } from '../component/style.js';
import { chosen, errorsByStudent, exceptions, marksOf, tapped } from '../model/roll.js';
import { isoDay } from '../model/time.js';
import { get, post, signedIn } from '../net/api.js';
import { keep, kept, restored } from '../net/kept.js';
import { stayOpenable } from '../net/offline.js';
import { Outbox } from '../net/outbox.js';
import { t, title } from '../text/index.js';
import { rollStyle } from './roll-style.js';
import { callLine, classes, doneLine, foot, head } from './roll-view.js';

const RETRY_MILLIS = 15_000;
const ANSWERS = ['CANCELLED', 'MOVED', 'DEVICE_BROKEN'];

/**
 * Roll call of one session on a phone: exceptions only, class by class; or the answer why there is none. What was tapped and what was
 * submitted is kept in the browser until the server has it, so it goes on without a network.
 */
class Roll extends LitElement {
  static properties = {
    roll: { state: true },
    at: { state: true },
    marks: { state: true },
    choosing: { state: true },
    answering: { state: true },
    reasoning: { state: true },
    queue: { state: true },
    waiting: { state: true },
    busy: { state: true },
    problem: { state: true },
    answerProblem: { state: true },
    errors: { state: true },
    done: { state: true },
  };

  static styles = [shared, rollStyle];

  #session = decodeURIComponent(location.pathname.split('/')[2] ?? '');

  #outbox = new Outbox();

  #account = null;

  /** Classes with marks that the server has not got yet. */
  #touched = new Set();

  constructor() {
    super();
    title('page.roll');
    this.at = 0;
    this.queue = this.#outbox.entries();
    this.errors = new Map();
    const asked = new URLSearchParams(location.search).get('answer')?.toUpperCase().replace('-', '_');
    this.answering = ANSWERS.includes(asked) ? asked : null;
  }

  async connectedCallback() {
    super.connectedCallback();
    this.#outbox.addEventListener('sent', ({ detail }) => this.#settle(detail.entry, detail.receipt));
    this.#outbox.addEventListener('refused', ({ detail }) => this.#refused(detail.entry, detail.problem));
    this.#outbox.addEventListener('waiting', ({ detail }) => (this.waiting = detail.problem));
    addEventListener('online', () => this.#goOn());
    setInterval(() => this.queue.length && this.#goOn(), RETRY_MILLIS);
    await this.#goOn();
    await stayOpenable();
  }

  async #goOn() {
    if (!this.roll) {
      await this.#load();
    }
    await this.#outbox.flush();
    this.queue = this.#outbox.entries();
  }

  get #path() {
    return `/api/v1/sessions/${encodeURIComponent(this.#session)}`;
  }

  get #current() {
    return this.roll.rolls[this.at];
  }

  async #load() {
    const found = kept(this.#session);
    this.problem = null;
    try {
      const [me, roll] = await signedIn(() => Promise.all([get('/api/v1/me'), get(`${this.#path}/roll`)]));
      const own = found?.account === me.account ? found : null;
      this.#show(me.account, roll, restored(roll, roll.rolls.map(marksOf), own), own?.touched);
    } catch (problem) {
      if (problem.status === 0 && found) {
        this.waiting = problem;
        this.#show(found.account, found.roll, found.marks, found.touched);
      } else {
        this.problem = problem.message;
      }
    }
  }

  #show(account, roll, marks, touched = new Set()) {
    this.#account = account;
    this.#touched = touched;
    this.marks = marks;
    this.at = this.#next(roll);
    this.roll = roll;
    this.#keep();
  }

  #next(roll) {
    return Math.max(
      0,
      roll.rolls.findIndex((one) => !one.called && !this.#isQueued(one)),
    );
  }

  #isQueued(roll) {
    return this.#outbox.entries().some((entry) => entry.session === this.#session && entry.classId === roll.classId && !entry.refused);
  }

  #keep() {
    keep(this.#session, { roll: this.roll, marks: this.marks, touched: this.#touched, account: this.#account });
  }

  #mark(student, mark) {
    this.done = null;
    this.marks = this.marks.map((marks, at) => (at === this.at ? { ...marks, [student]: mark } : marks));
    this.#touched.add(this.#current.classId);
    this.#keep();
  }

  /** What a teacher has called already is called again only with a reason. */
  #submit() {
    if (this.#current.call?.by === 'TEACHER' && !this.roll.monitor) {
      this.reasoning = true;
    } else {
      this.#send(null);
    }
  }

  async #send(reason) {
    const roll = this.#current;
    this.reasoning = false;
    this.busy = true;
    this.problem = null;
    this.errors = new Map();
    this.queue.filter((entry) => entry.session === this.#session && entry.classId === roll.classId).forEach((entry) => this.#outbox.drop(entry.id));
    const { classId, className } = roll;
    this.#outbox.add({
      session: this.#session,
      account: this.#account,
      classId,
      className,
      exceptions: exceptions(roll, this.marks[this.at]),
      reason,
    });
    this.#touched.add(classId);
    this.#keep();
    await this.#outbox.flush();
    this.queue = this.#outbox.entries();
    if (this.#isQueued(roll)) {
      this.done = { name: className, queued: true };
      this.#turnToNext();
    }
    this.busy = false;
  }

  #settle(entry, receipt) {
    this.waiting = null;
    this.queue = this.#outbox.entries();
    if (entry.session !== this.#session || !this.roll) {
      return;
    }
    const { messages, rest } = errorsByStudent(entry.exceptions, receipt.errors);
    this.errors = messages;
    if (receipt.errors?.length) {
      this.problem = [t('roll.rejected', { n: receipt.errors.length }), ...rest].join(' ');
      return;
    }
    this.#touched.delete(entry.classId);
    this.#setCall(entry.classId, { by: this.roll.monitor ? 'MONITOR' : 'TEACHER', at: null, name: null, reason: entry.reason });
    this.done = { name: entry.className, receipt };
    this.#turnToNext();
  }

  #setCall(classId, call) {
    const rolls = this.roll.rolls.map((one) => (one.classId === classId ? { ...one, called: true, call } : one));
    this.roll = { ...this.roll, rolls };
    this.#keep();
  }

  #refused(entry, problem) {
    this.waiting = null;
    if (entry.session !== this.#session || !this.roll) {
      this.queue = this.#outbox.entries();
      return;
    }
    this.#outbox.drop(entry.id);
    this.queue = this.#outbox.entries();
    if (problem.field === 'reason') {
      this.at = this.roll.rolls.findIndex((one) => one.classId === entry.classId);
      this.#setCall(entry.classId, { by: 'TEACHER', at: null, name: null, reason: null });
      this.reasoning = true;
      return;
    }
    const errors = problem.row ? [{ row: problem.row, message: problem.message }] : problem.errors;
    this.errors = errorsByStudent(entry.exceptions, errors).messages;
    this.problem = problem.message;
  }

  #turnToNext() {
    const next = this.roll.rolls.findIndex((one) => !one.called && !this.#isQueued(one));
    if (next >= 0) {
      this.at = next;
      scrollTo({ top: 0 });
    }
  }

  async #answer(answer) {
    this.busy = true;
    this.answerProblem = null;
    try {
      await signedIn(() => post(`${this.#path}/answer`, answer));
      this.answering = null;
      this.done = { answer: answer.answer };
    } catch (problem) {
      this.answerProblem = problem.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    if (!this.roll) {
      return html`${this.#head()}
        <main><p class="lead muted" role=${this.problem ? 'alert' : 'status'}>${this.problem ?? t('cards.loading')}</p></main>`;
    }
    return html`${this.#head()}
      <main>
        <zm-roll-queue
          .queue=${this.queue}
          .waiting=${this.waiting}
          @drop=${({ detail }) => {
            this.#outbox.drop(detail);
            this.queue = this.#outbox.entries();
          }}
        ></zm-roll-queue>
        ${doneLine(this.done)}
        ${this.roll.rolls.length ? this.#list() : html`<p class="lead muted">${t('roll.none')}</p>`}
      </main>
      ${this.roll.rolls.length ? this.#foot() : null} ${this.#sheets()}`;
  }

  #list() {
    const { rolls } = this.roll;
    const marks = this.marks[this.at];
    return html`
      ${classes(rolls, this.at, (one) => this.#isQueued(one), (at) => this.#turnTo(at))}
      ${callLine(this.#current.call, this.roll.monitor)}
      <p class="hint">${t('roll.hint')}</p>
      <div class="rows">
        ${this.#current.students.map(
          (student) => html`<zm-roll-row
            .student=${student}
            .mark=${marks[student.student]}
            .error=${this.errors.get(student.student)}
            @tap=${() => this.#mark(student.student, tapped(marks[student.student]))}
            @choose=${() => (this.choosing = student)}
          ></zm-roll-row>`,
        )}
      </div>
    `;
  }

  #turnTo(at) {
    this.at = at;
    this.errors = new Map();
    this.problem = null;
  }

  #head() {
    return head(this.roll, () => (this.answering = 'NONE'));
  }

  #foot() {
    return foot({
      roll: this.#current,
      marks: this.marks[this.at],
      isMonitor: this.roll.monitor,
      problem: this.problem,
      busy: this.busy,
      onSubmit: () => this.#submit(),
    });
  }

  #sheets() {
    if (this.answering) {
      return html`<zm-answer-sheet
        .chosen=${this.answering === 'NONE' ? null : this.answering}
        .date=${isoDay(this.roll.startsAt)}
        .busy=${this.busy}
        .message=${this.answerProblem}
        @close=${() => (this.answering = null)}
        @answer=${(event) => this.#answer(event.detail)}
      ></zm-answer-sheet>`;
    }
    if (this.reasoning) {
      return html`<zm-reason-sheet @close=${() => (this.reasoning = false)} @reason=${({ detail }) => this.#send(detail)}></zm-reason-sheet>`;
    }
    const { choosing } = this;
    if (!choosing) {
      return null;
    }
    return html`<zm-status-choice
      .student=${choosing}
      .monitor=${this.roll.monitor}
      .mark=${this.marks[this.at][choosing.student]}
      @close=${() => (this.choosing = null)}
      @chosen=${({ detail }) => {
        this.#mark(choosing.student, chosen(detail.status, detail.minutesLate));
        this.choosing = detail.done ? null : choosing;
      }}
    ></zm-status-choice>`;
  }
}

customElements.define('zm-roll', Roll);
