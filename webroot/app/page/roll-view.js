import { html } from 'lit';
import { periodText } from '../model/format.js';
import { tally } from '../model/roll.js';
import { clock, longDay } from '../model/time.js';
import { t, word } from '../text/index.js';

/** What the roll page shows, part by part; it holds nothing, and tells by the functions that it is given. */

export function head(roll, onOther) {
  return html`<header>
    <a href="/teacher" aria-label=${t('roll.back')}>‹</a>
    <div>
      <h1>${roll?.course ?? t('page.roll')}</h1>
      <p>
        ${roll ? [longDay(roll.startsAt), periodText(roll.periods), clock(roll.startsAt), roll.room].filter(Boolean).join('\u2060·') : ''}
      </p>
    </div>
    ${roll && !roll.monitor ? html`<button class="button quiet" @click=${onOther}>${t('roll.other')}</button>` : null}
  </header>`;
}

/** What was done last: an answer, a roll that waits for the network, or one that was taken. */
export function doneLine(done) {
  if (!done) {
    return null;
  }
  if (done.answer) {
    return html`<p class="done" role="status">✓ ${t('roll.answered', { answer: t(`roll.${done.answer}`) })}</p>`;
  }
  const { name, receipt, queued } = done;
  if (queued) {
    return html`<p class="done later" role="status">${t('roll.queued', { name })}</p>`;
  }
  return html`<p class="done" role="status">✓ ${name} ${t('roll.done')}<br /><small>${t('roll.doneDetail', receipt)}</small></p>`;
}

/** One button a class, where there are several. */
export function classes(rolls, at, isQueued, onTurn) {
  return rolls.length > 1
    ? html`<nav>
        ${rolls.map(
          (one, index) => html`<button aria-pressed=${index === at ? 'true' : 'false'} @click=${() => onTurn(index)}>
            ${one.className} ${isQueued(one) ? '…' : one.called ? '✓' : ''}
          </button>`,
        )}
      </nav>`
    : null;
}

/** Who called this roll before: a monitor's waits for the teacher, the teacher's for nobody. */
export function callLine(call, isMonitor) {
  if (!call?.name || call.by === 'OTHER') {
    return null;
  }
  const key = call.by === 'MONITOR' ? (isMonitor ? 'roll.byMonitorWaits' : 'roll.byMonitor') : 'roll.byTeacher';
  return html`<p class="call ${call.by}">${t(key, { name: call.name, time: clock(call.at) })}</p>`;
}

export function foot({ roll, marks, isMonitor, problem, busy, onSubmit }) {
  const parts = [...tally(roll, marks)]
    .filter(([status]) => status !== 'PRESENT')
    .map(([status, n]) => html`<b class=${status}>${word('status', status)} ${n}</b>`);
  const label = roll.call?.by === 'TEACHER' ? 'roll.resubmit' : roll.call?.by === 'MONITOR' && !isMonitor ? 'roll.sign' : 'roll.submit';
  return html`<footer>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : null}
    <p class="sum">
      <span>${roll.className}·${t('roll.students', { n: roll.students.length })}</span>
      <span class="parts">${parts.length ? parts : word('status', 'PRESENT')}</span>
    </p>
    <button class="button primary" ?disabled=${busy} @click=${onSubmit}>${t(busy ? 'roll.busy' : label)}</button>
  </footer>`;
}
