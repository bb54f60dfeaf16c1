import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { periodText, revision, sentence } from '../model/format.js';
import { dayClock } from '../model/time.js';
import { unhandled } from '../model/worklist.js';
import { t, word } from '../text/index.js';
import './evidence.js';
import './level.js';
import { leveled } from './leveled.js';
import { shared } from './style.js';

const SHOWN_DATES = 6;

/**
 * One student with all open alerts. Properties: card; gone = why it has left (text), withdrawn = [{alert, text}] of alerts that left
 * while others stay; open; details = records of alerts by id. Emits 'toggle', 'acknowledge' {alerts, note} and 'read' {alert}.
 */
export class Card extends LitElement {
  static properties = {
    card: { attribute: false },
    gone: {},
    withdrawn: { attribute: false },
    open: { type: Boolean, reflect: true },
    details: { attribute: false },
    busy: { attribute: false },
    readonly: { type: Boolean },
    level: { reflect: true },
  };

  static styles = [
    shared,
    leveled,
    css`
      article {
        display: grid;
        grid-template-columns: 200px minmax(0, 1fr) 232px 116px;
        gap: 2px 20px;
        padding: 14px 16px 14px 20px;
      }
      .who {
        display: flex;
        align-items: flex-start;
        gap: 12px;
      }
      h3 {
        font-size: 17px;
        font-weight: 650;
        line-height: 24px;
      }
      .id {
        font-size: 12.5px;
        line-height: 18px;
        color: var(--ink-3);
      }
      .alerts li {
        display: flex;
        gap: 7px;
        align-items: baseline;
        line-height: 24px;
      }
      .alerts .text {
        font-weight: 550;
      }
      .alerts .tag {
        font-size: 12px;
        color: var(--ink-3);
        white-space: nowrap;
      }
      .dates {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 6px;
        margin-top: 6px;
      }
      .dates span {
        padding: 0 7px;
        border-radius: 5px;
        background: var(--sunken);
        font-size: 12px;
        line-height: 20px;
        color: var(--ink-2);
        white-space: nowrap;
      }
      .dates .rest {
        background: none;
        padding: 0;
        color: var(--ink-3);
      }
      .where {
        font-size: 13px;
        line-height: 20px;
      }
      .where div {
        display: grid;
        grid-template-columns: 44px 1fr;
        gap: 6px;
        padding: 1px 0;
      }
      .where dt {
        color: var(--ink-3);
      }
      .status {
        font-weight: 600;
      }
      .status.ABSENT {
        color: var(--bad);
      }
      .status.PRESENT,
      .status.LATE,
      .status.EARLY {
        color: var(--good);
      }
      .slip {
        display: inline-flex;
        flex-wrap: wrap;
        gap: 0 6px;
        margin-top: 6px;
        padding: 1px 8px;
        border-radius: 6px;
        border: 1px dashed #b58300;
        background: var(--warn-tint);
        color: var(--warn);
        font-size: 12.5px;
        line-height: 20px;
      }
      .slip.APPROVED {
        border: 1px solid #9cc9ac;
        background: var(--good-tint);
        color: var(--good);
      }
      .slip b {
        font-weight: 600;
      }
      .acts {
        display: flex;
        flex-direction: column;
        gap: 6px;
        align-items: stretch;
      }
      .handled {
        font-size: 12.5px;
        color: var(--ink-3);
        text-align: center;
        white-space: nowrap;
      }
      .evidence {
        border-top: 1px solid var(--line);
        padding: 4px 16px 14px 20px;
      }
      .struck {
        color: var(--ink-3);
        text-decoration: line-through;
      }
      .stamp {
        display: inline-block;
        padding: 1px 9px;
        border: 1.5px solid var(--good);
        border-radius: 6px;
        background: var(--paper);
        color: var(--good);
        font-size: 13px;
        font-weight: 650;
        line-height: 22px;
        white-space: nowrap;
      }
      @media (max-width: 1180px) {
        article {
          grid-template-columns: 176px minmax(0, 1fr) 116px;
        }
        .where {
          grid-column: 2;
          grid-row: 2;
        }
        .acts {
          grid-column: 3;
          grid-row: 1 / span 2;
        }
      }
      @media (max-width: 760px) {
        article {
          grid-template-columns: minmax(0, 1fr);
          gap: 8px;
          padding: 12px 14px 12px 18px;
        }
        .where,
        .acts {
          grid-column: 1;
          grid-row: auto;
        }
        .acts {
          flex-direction: row;
          align-items: center;
        }
        .acts .button {
          flex: 1;
          min-height: 44px;
        }
        .evidence {
          padding-inline: 14px;
        }
        .alerts li {
          flex-wrap: wrap;
        }
      }
    `,
  ];

  willUpdate() {
    this.level = this.card?.level;
  }

  render() {
    const { card, gone } = this;
    return html`<div class="paper ${gone ? 'left' : ''}">
      <article aria-label="${card.name}，${t(`levelFull.${card.level}`)}">
        <div class="who">
          <zm-level .level=${card.level}></zm-level>
          <div>
            <h3>${card.name}</h3>
            <div class="id">${card.className}<br />${card.student}</div>
          </div>
        </div>
        <div>
          <ul class="alerts">
            ${repeat(card.alerts, (alert) => alert.id, (alert) => this.#alert(alert))}
            ${(this.withdrawn ?? []).map(
              ({ alert, text }) => html`<li><span class="struck">${sentence(alert)}</span> <span class="stamp">${text}</span></li>`,
            )}
            ${gone ? html`<li><span class="stamp">${gone}</span></li>` : null}
          </ul>
          ${this.#dates()}
        </div>
        <div class="where">${this.#where()}${this.#slip()}</div>
        ${gone ? null : this.#acts()}
      </article>
      ${this.open && !gone ? this.#evidence() : null}
    </div>`;
  }

  #alert(alert) {
    const stable = alert.condition === 'STABILISED' ? t('condition.STABILISED') : '';
    return html`<li>
      <zm-level compact .level=${alert.level}></zm-level>
      <span class=${this.gone ? 'struck' : 'text'}>${sentence(alert)}</span>
      <span class="tag">${dayClock(alert.changedAt ?? alert.openedAt)} ${stable}</span>
      ${alert.revised ? html`<span class="tag" title=${revision(alert.revised)}>${t('transition.REVISED')}</span>` : null}
    </li>`;
  }

  #dates() {
    const dates = this.card.dates ?? [];
    if (!dates.length) {
      return null;
    }
    const rest = this.open ? 0 : dates.length - SHOWN_DATES;
    const shown = rest > 0 ? dates.slice(-SHOWN_DATES) : dates;
    return html`<div class="dates">
      ${rest > 0 ? html`<span class="rest">${t('cards.more', { n: rest })}</span>` : null}
      ${shown.map((date) => html`<span>${date}</span>`)}
    </div>`;
  }

  #where() {
    const line = (name, lesson) => html`<div>
      <dt>${t(name)}</dt>
      <dd>
        ${lesson
          ? html`${[periodText(lesson.periods), lesson.course, lesson.room].filter(Boolean).join(' ')}
            ${lesson.status ? html`<span class="status ${lesson.status}">${word('status', lesson.status)}</span>` : null}`
          : html`<span class="muted">${t('cards.noClass')}</span>`}
      </dd>
    </div>`;
    return html`<dl>${line('cards.now', this.card.now)}${line('cards.next', this.card.next)}</dl>`;
  }

  #slip() {
    const slip = this.card.slip;
    if (!slip) {
      return null;
    }
    const span = t('slip.span', { from: dayClock(slip.from), to: dayClock(slip.to) });
    return html`<span class="slip ${slip.state}" title=${span}>
      <b>${word('status', slip.kind)} ${word('slip', slip.state)}</b><span>${span}</span>
    </span>`;
  }

  #acts() {
    const waiting = unhandled(this.card);
    const label = waiting.length > 1 ? t('cards.acknowledgeAll', { n: waiting.length }) : t('cards.acknowledge');
    const by = this.card.alerts.find((alert) => alert.acknowledgedBy)?.acknowledgedBy;
    return html`<div class="acts">
      ${waiting.length && !this.readonly
        ? html`<button class="button primary" ?disabled=${this.busy} @click=${() => this.#acknowledge(waiting, '')}>${label}</button>`
        : html`<span class="handled">${t(waiting.length ? 'handling.NEW' : 'handling.ACKNOWLEDGED')}${by ? html`<br />${by}` : null}</span>`}
      <button class="button" aria-expanded=${this.open ? 'true' : 'false'} @click=${() => this.#tell('toggle')}>
        ${t(this.open ? 'cards.close' : 'cards.evidence')}
      </button>
    </div>`;
  }

  #evidence() {
    return html`<div class="evidence">
      ${repeat(
        this.card.alerts,
        (alert) => alert.id,
        (alert) => html`<zm-evidence
          .alert=${alert}
          .detail=${this.details?.get(alert.id)}
          .busy=${this.busy}
          .readonly=${this.readonly}
          @acknowledge=${(event) => this.#acknowledge([alert], event.detail.note)}
        ></zm-evidence>`,
      )}
    </div>`;
  }

  #acknowledge(alerts, note) {
    this.#tell('acknowledge', { alerts: alerts.map((alert) => alert.id), note });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: false }));
  }
}

customElements.define('zm-card', Card);
