import { LitElement, html } from 'lit';
import '../component/answer-sheet.js';
import '../component/roll-row.js';
import '../component/status-choice.js';
import { shared } from '../component/style.js';
import { periodText } from '../model/format.js';
import { chosen, errorsByStudent, exceptions, marksOf, tally, tapped } from '../model/roll.js';
import { clock, isoDay, longDay } from '../model/time.js';
import { get, post, signedIn } from '../net/api.js';
import { t, title, word } from '../text/index.js';
import { rollStyle } from './roll-style.js';

const ANSWERS = ['CANCELLED', 'MOVED', 'DEVICE_BROKEN'];

/** Roll call of one session on a phone: exceptions only, class by class; or the answer why there is none. */
class Roll extends LitElement {
  static properties = {
    roll: { state: true },
    at: { state: true },
    marks: { state: true },
    choosing: { state: true },
    answering: { state: true },
    busy: { state: true },
    problem: { state: true },
    answerProblem: { state: true },
    errors: { state: true },
    done: { state: true },
  };

  static styles = [shared, rollStyle];

  #session = decodeURIComponent(location.pathname.split('/')[2] ?? '');

  constructor() {
    super();
    title('page.roll');
    this.at = 0;
    this.errors = new Map();
    const asked = new URLSearchParams(location.search).get('answer')?.toUpperCase().replace('-', '_');
    this.answering = ANSWERS.includes(asked) ? asked : null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  get #path() {
    return `/api/v1/sessions/${encodeURIComponent(this.#session)}`;
  }

  get #current() {
    return this.roll.rolls[this.at];
  }

  async #load() {
    try {
      const roll = await signedIn(() => get(`${this.#path}/roll`));
      this.marks = roll.rolls.map(marksOf);
      this.at = Math.max(
        0,
        roll.rolls.findIndex((one) => !one.called),
      );
      this.roll = roll;
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  #mark(student, mark) {
    this.done = null;
    this.marks = this.marks.map((marks, at) => (at === this.at ? { ...marks, [student]: mark } : marks));
  }

  async #submit() {
    const roll = this.#current;
    const sent = exceptions(roll, this.marks[this.at]);
    this.busy = true;
    this.problem = null;
    this.errors = new Map();
    try {
      const receipt = await signedIn(() => post(`${this.#path}/roll`, { classId: roll.classId, exceptions: sent }));
      this.#settle(roll, sent, receipt);
    } catch (problem) {
      const { messages } = errorsByStudent(sent, problem.row ? [{ row: problem.row, message: problem.message }] : problem.errors);
      this.errors = messages;
      this.problem = problem.message;
    } finally {
      this.busy = false;
    }
  }

  #settle(roll, sent, receipt) {
    const { messages, rest } = errorsByStudent(sent, receipt.errors);
    this.errors = messages;
    if (receipt.errors?.length) {
      this.problem = [t('roll.rejected', { n: receipt.errors.length }), ...rest].join(' ');
      return;
    }
    const rolls = this.roll.rolls.map((one) => (one === roll ? { ...one, called: true } : one));
    this.roll = { ...this.roll, rolls };
    this.done = { name: roll.className, receipt };
    const next = rolls.findIndex((one) => !one.called);
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
      return html`${this.#top()}
        <main><p class="lead muted" role=${this.problem ? 'alert' : 'status'}>${this.problem ?? t('cards.loading')}</p></main>`;
    }
    return html`${this.#top()}
      <main>
        ${this.#done()}
        ${this.roll.rolls.length ? this.#list() : html`<p class="lead muted">${t('roll.none')}</p>`}
      </main>
      ${this.roll.rolls.length ? this.#bottom() : null} ${this.#sheets()}`;
  }

  #top() {
    const { roll } = this;
    return html`<header>
      <a href="/teacher" aria-label=${t('roll.back')}>‹</a>
      <div>
        <h1>${roll?.course ?? t('page.roll')}</h1>
        <p>
          ${roll ? [longDay(roll.startsAt), periodText(roll.periods), clock(roll.startsAt), roll.room].filter(Boolean).join('\u2060·') : ''}
        </p>
      </div>
      ${roll ? html`<button class="button quiet" @click=${() => (this.answering = 'NONE')}>${t('roll.other')}</button>` : null}
    </header>`;
  }

  #done() {
    if (!this.done) {
      return null;
    }
    if (this.done.answer) {
      return html`<p class="done" role="status">✓ ${t('roll.answered', { answer: t(`roll.${this.done.answer}`) })}</p>`;
    }
    const { name, receipt } = this.done;
    return html`<p class="done" role="status">✓ ${name} ${t('roll.done')}<br /><small>${t('roll.doneDetail', receipt)}</small></p>`;
  }

  #list() {
    const { rolls } = this.roll;
    const marks = this.marks[this.at];
    return html`
      ${rolls.length > 1
        ? html`<nav>
            ${rolls.map(
              (one, at) => html`<button aria-pressed=${at === this.at ? 'true' : 'false'} @click=${() => this.#turnTo(at)}>
                ${one.className} ${one.called ? '✓' : ''}
              </button>`,
            )}
          </nav>`
        : null}
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

  #bottom() {
    const roll = this.#current;
    const counts = tally(roll, this.marks[this.at]);
    const parts = [...counts].filter(([status]) => status !== 'PRESENT').map(([status, n]) => html`<b class=${status}>${word('status', status)} ${n}</b>`);
    const label = roll.called ? 'roll.resubmit' : 'roll.submit';
    return html`<footer>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : null}
      <p class="sum">
        <span>${roll.className}·${t('roll.students', { n: roll.students.length })}</span>
        <span class="parts">${parts.length ? parts : word('status', 'PRESENT')}</span>
      </p>
      <button class="button primary" ?disabled=${this.busy} @click=${this.#submit}>${t(this.busy ? 'roll.busy' : label)}</button>
    </footer>`;
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
    const { choosing } = this;
    if (!choosing) {
      return null;
    }
    return html`<zm-status-choice
      .student=${choosing}
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
