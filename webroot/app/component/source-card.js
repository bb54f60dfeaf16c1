import { LitElement, css, html } from 'lit';
import { age, count } from '../model/format.js';
import { OUTCOMES, addsUp, liveKeys } from '../model/source.js';
import { dayClock, isoDay } from '../model/time.js';
import { has, t } from '../text/index.js';
import { shared } from './style.js';

/** One source: what it may do, its live keys, its last days. Emits 'edit', 'new-key', and 'revoke-key' with the number. */
export class SourceCard extends LitElement {
  static properties = { source: { attribute: false }, now: { type: Number }, manages: { type: Boolean } };

  static styles = [
    shared,
    css`
      article {
        padding: 16px 18px;
        background: var(--paper);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 6px 12px;
      }
      h2 {
        font-size: 17px;
        font-weight: 650;
      }
      .tag {
        padding: 0 8px;
        border-radius: 5px;
        background: var(--sunken);
        font-size: 13px;
      }
      .tag.off {
        background: var(--bad-tint);
        color: var(--bad);
      }
      .head .button {
        margin-left: auto;
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 26px;
        margin: 10px 0;
      }
      dt {
        font-size: 13px;
        color: var(--ink-3);
      }
      dd {
        font-weight: 500;
      }
      .keys {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 18px;
        padding: 8px 0;
        border-top: 1px solid var(--line);
      }
      .keys h3 {
        font-size: 14px;
      }
      .keys li {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .keys ul {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 22px;
      }
      .days {
        overflow-x: auto;
        border-top: 1px solid var(--line);
      }
      table {
        width: 100%;
        max-width: 820px;
        border-collapse: collapse;
        white-space: nowrap;
      }
      th,
      td {
        padding: 3px 14px 3px 0;
        text-align: right;
        font-weight: 400;
      }
      thead th {
        padding-top: 8px;
        font-size: 13px;
        color: var(--ink-3);
      }
      th:first-child {
        text-align: left;
      }
      td.received {
        font-weight: 600;
      }
      td.rejected,
      td.quarantined {
        color: var(--bad);
      }
      td.zero {
        color: var(--ink-3);
      }
      tr.wrong td {
        background: var(--bad-tint);
      }
    `,
  ];

  render() {
    const { id, settings } = this.source;
    return html`<article aria-label=${settings?.name ?? id}>
      <div class="head">
        <h2>${settings?.name ?? (has(`source.${id}`) ? t(`source.${id}`) : id)}</h2>
        <span class="muted">${settings ? id : t('source.people')}</span>
        ${settings?.signed ? html`<span class="tag">${t('source.signed')}</span>` : null}
        ${this.source.silentSince
          ? html`<span class="tag off">${t('source.silent', { time: dayClock(this.source.silentSince) })}</span>`
          : null}
        ${settings?.revoked ? html`<span class="tag off">${t('source.revoked')}</span>` : null}
        ${settings && this.manages
          ? html`<button class="button" @click=${() => this.#emit('edit')}>${t('source.edit')}</button>`
          : null}
      </div>
      ${settings ? this.#settings(settings) : null} ${settings ? this.#keys(settings) : null} ${this.#days()}
    </article>`;
  }

  #settings(settings) {
    const { lastAt } = this.source;
    const heard = lastAt ? age(Math.max(0, (this.now - Date.parse(lastAt)) / 1000)) : t('source.never');
    const cadence = settings.cadenceMinutes
      ? t('source.cadenceMinutes', { n: settings.cadenceMinutes })
      : t('source.noCadence');
    return html`<dl>
      ${this.#fact('source.heard', heard)} ${this.#fact('source.cadence', cadence)}
      ${this.#fact('source.owner', settings.owner ?? t('source.noOwner'))} ${this.#fact('source.rank', settings.rank)}
      ${this.#fact('source.limit', t('source.limitRows', { n: count(settings.rowsPerSecond) }))}
      ${this.#fact('source.types', settings.types?.join('、') ?? t('source.all'))}
      ${this.#fact('source.classes', settings.classes?.join('、') ?? t('source.all'))}
    </dl>`;
  }

  #fact(name, value) {
    return html`<div>
      <dt>${t(name)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  #keys(settings) {
    const live = liveKeys(this.source.keys, this.now);
    return html`<div class="keys">
      <h3>${t('source.keys')}</h3>
      <ul>
        ${live.map((key) => this.#key(settings, key))}
      </ul>
      ${this.manages && live.length < 2
        ? html`<button class="button" @click=${() => this.#emit('new-key')}>${t('source.keyNew')}</button>`
        : null}
    </div>`;
  }

  #key(settings, key) {
    const used = key.lastUsedAt ? t('source.keyUsed', { time: dayClock(key.lastUsedAt) }) : t('source.keyUnused');
    const until = key.expiresAt ? t('source.keyUntil', { day: isoDay(key.expiresAt) }) : t('source.keyForever');
    const label = t('source.keyRevokeLabel', { source: settings.name, n: key.number });
    return html`<li>
      <span>${t('source.key', { n: key.number })}</span><span class="muted">${until} · ${used}</span>
      ${this.manages
        ? html`<button class="button quiet" aria-label=${label} @click=${() => this.#emit('revoke-key', key.number)}>
            ${t('source.keyRevoke')}
          </button>`
        : null}
    </li>`;
  }

  #days() {
    const { days } = this.source;
    if (!days.length) {
      return html`<p class="muted">${t('source.quiet')}</p>`;
    }
    const columns = ['received', ...OUTCOMES, 'released'];
    return html`<div class="days" tabindex="0" role="group" aria-label=${t('source.law')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('source.on')}</th>
            ${columns.map((column) => html`<th scope="col">${t(`source.${column}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${days.map(
            (day) => html`<tr class=${addsUp(day) ? '' : 'wrong'}>
              <th scope="row">${day.on}</th>
              ${columns.map((column) => html`<td class=${day[column] ? column : 'zero'}>${count(day[column])}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('zm-source-card', SourceCard);
