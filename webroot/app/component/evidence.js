import { LitElement, css, html } from 'lit';
import { number, percent, periods, revision, sentence } from '../model/format.js';
import { ladder } from '../model/ladder.js';
import { dayClock, shortDay } from '../model/time.js';
import { lang, t, word } from '../text/index.js';
import './level.js';
import { evidenceStyle } from './evidence-style.js';
import { shared } from './style.js';

/**
 * Why an alert stands: its arithmetic, the ladder of levels, the observations and what became of it. `detail` is the alert's record,
 * undefined while it is read, {error} where that failed. Emits 'acknowledge' {note} and 'read'.
 */
export class EvidenceView extends LitElement {
  static properties = { alert: { attribute: false }, detail: { attribute: false }, busy: { attribute: false }, readonly: { type: Boolean } };

  static styles = [shared, evidenceStyle];

  render() {
    const { detail } = this;
    if (!detail) {
      return html`<section aria-busy="true"><p class="muted">${t('cards.loading')}</p></section>`;
    }
    if (detail.error) {
      return html`<section>
        <p class="failed" role="alert">${t('evidence.failed', { message: detail.error })}</p>
        <button class="button" @click=${() => this.dispatchEvent(new CustomEvent('read', { bubbles: true, composed: true, detail: this.alert.id }))}>
          ${t('evidence.retry')}
        </button>
      </section>`;
    }
    return html`<section>
      <h4><zm-level compact .level=${this.alert.level}></zm-level> ${sentence(this.alert)}</h4>
      ${detail.revised ? html`<p class="revised" role="note">${revision(detail.revised)}</p>` : null}
      <div class="sides">
        <div>${this.#sum(detail)}${this.#items(detail.evidence?.items ?? [])}</div>
        <div>${this.#handling(detail)}${this.#transitions(detail.transitions ?? [])}</div>
      </div>
    </section>`;
  }

  #sum({ evidence = {}, rule }) {
    const arithmetic = (lang === 'en' && evidence.arithmeticEn) || evidence.arithmetic;
    const name = rule ? t('evidence.ruleVersion', { name: (lang === 'en' && rule.nameEn) || rule.nameZh, version: rule.version }) : '';
    const distance =
      evidence.distance === null || evidence.distance === undefined
        ? t('evidence.top')
        : t('evidence.distanceLeft', { n: number(evidence.distance), unit: evidence.unit ?? '' });
    return html`
      <dl class="sum">
        <div>
          <dt>${t('evidence.arithmetic')}</dt>
          <dd class="arithmetic">${arithmetic}</dd>
        </div>
        <div>
          <dt>${t('evidence.distance')}</dt>
          <dd>${distance}</dd>
        </div>
        <div>
          <dt>${t('evidence.rule')}</dt>
          <dd>${name}</dd>
        </div>
      </dl>
      ${this.#ladder(rule?.levels, evidence)} ${this.#explanation(evidence.explanation)}
    `;
  }

  #explanation(explanation) {
    if (!explanation) {
      return null;
    }
    const parts = explanation.contributions ?? [];
    const branches = explanation.branches ?? [];
    return html`<dl class="sum">
        <div>
          <dt>${t('evidence.clears')}</dt>
          <dd>${lang === 'en' ? explanation.clearsEn : explanation.clears}</dd>
        </div>
        <div>
          <dt>${t('evidence.sentence')}</dt>
          <dd>${lang === 'en' ? explanation.sentenceEn : explanation.sentence}</dd>
        </div>
      </dl>
      ${parts.length > 1
        ? html`<div class="caption"><b>${t('evidence.contributions')}</b></div>
            <ul>
              ${parts.map((part) => html`<li>${part.id} ${percent(part.share)}</li>`)}
            </ul>`
        : null}
      ${branches.length > 1
        ? html`<div class="caption"><b>${t('evidence.branches')}</b></div>
            <ul>
              ${branches.map((branch) => html`<li>${lang === 'en' ? branch.arithmeticEn : branch.arithmetic}</li>`)}
            </ul>`
        : null}`;
  }

  #ladder(levels, { numerator, denominator }) {
    const value = Number(denominator) > 0 ? Number(numerator) / Number(denominator) : Number(numerator);
    const scale = ladder(levels, value);
    if (!scale) {
      return null;
    }
    const figure = (amount) => (Number(denominator) > 0 ? percent(amount) : number(amount));
    const at = (place) => `left: ${(place * 100).toFixed(2)}%`;
    return html`<div class="ladder" aria-hidden="true">
      <i class="filled" .style=${`width: ${(scale.at * 100).toFixed(2)}%`}></i>
      ${scale.rungs.map((rung) => html`<span class="rung ${rung.level}" .style=${at(rung.place)}><b></b>${figure(rung.at)} ${(lang === 'en' ? rung.nameEn : rung.nameZh) ?? ''}</span>`)}
      <span class="here" .style=${at(scale.at)}>${figure(scale.value)}</span>
    </div>`;
  }

  #items(items) {
    const sequence = this.detail.evidence?.sequence;
    const ofMany = !this.detail.student && items.some((item) => item.student);
    return html`
      <div class="caption">
        <b>${t('evidence.observations')}</b>
        <span class="muted">${t('evidence.count', { n: items.length })}，${t('evidence.asOf', { sequence })}</span>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('evidence.observations')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('evidence.date')}</th>
              <th scope="col">${t('evidence.period')}</th>
              <th scope="col">${t(ofMany ? 'evidence.student' : 'evidence.what')}</th>
              <th scope="col">${t('evidence.status')}</th>
              <th scope="col" class="figure">${t('evidence.value')}</th>
              <th scope="col">${t('evidence.source')}</th>
              <th scope="col">${t('evidence.received')}</th>
            </tr>
          </thead>
          <tbody>
            ${items.map(
              (item) => html`<tr>
                <td>${shortDay(item.heldOn)}</td>
                <td>${item.firstPeriod ? periods(item.firstPeriod, item.periods) : ''}</td>
                <td>${ofMany ? [item.studentName, item.student].filter(Boolean).join(' ') : (item.courseName ?? item.text ?? item.offering ?? '')}</td>
                <td class="status ${item.status}">${item.status ? word('status', item.status) : ''}</td>
                <td class="figure">${number(item.count)}</td>
                <td>${sourceName(item.source)}</td>
                <td>${dayClock(item.receivedAt)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #handling(detail) {
    const handling = detail.handling?.state ? detail.handling : { state: detail.handling ?? 'NEW', by: detail.acknowledgedBy };
    if (handling.state !== 'NEW') {
      const by = handling.byName ?? handling.by ?? '';
      return html`<div class="handling">
        <p>${t('handling.by', { state: word('handling', handling.state), by, at: dayClock(handling.at) })}</p>
        ${handling.note ? html`<blockquote>${handling.note}</blockquote>` : null}
      </div>`;
    }
    if (this.readonly) {
      return html`<p class="muted">${t('handling.NEW')}</p>`;
    }
    return html`<form class="handling" @submit=${this.#submit}>
      <label for="note">${t('evidence.note')}</label>
      <textarea id="note" name="note" class="field" rows="2" maxlength="500" placeholder=${t('evidence.notePlaceholder')}></textarea>
      <button class="button primary" ?disabled=${this.busy}>${t('cards.acknowledge')}</button>
    </form>`;
  }

  #submit(event) {
    event.preventDefault();
    const note = new FormData(event.target).get('note').trim();
    this.dispatchEvent(new CustomEvent('acknowledge', { detail: { note } }));
  }

  #transitions(transitions) {
    return html`
      <b class="caption">${t('evidence.transitions')}</b>
      <ol class="transitions">
        ${transitions.map(
          (step) => html`<li>
            <time>${dayClock(step.at)}</time>
            <span>
              ${word('transition', step.kind)}
              ${step.level && step.kind !== 'ENDED'
                ? html`<zm-level compact .level=${step.level}></zm-level>${word('level', step.level)}`
                : null}
              ${step.byCorrection ? html`<span class="muted">${t('evidence.corrected')}</span>` : null}
            </span>
          </li>`,
        )}
      </ol>
    `;
  }
}

function sourceName(source) {
  return source?.startsWith('teacher:') ? t('evidence.teacher', { id: source.slice(8) }) : (source ?? '');
}

customElements.define('zm-evidence', EvidenceView);
