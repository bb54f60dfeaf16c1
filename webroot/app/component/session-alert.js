import { LitElement, css, html } from 'lit';
import { periodLabel, sentence } from '../model/format.js';
import { t } from '../text/index.js';
import './evidence.js';
import './level.js';
import { leveled } from './leveled.js';
import { shared } from './style.js';

/** An alert about a session: no roll call, a class absent, low attendance. Properties and events as a student's card has them. */
export class SessionAlert extends LitElement {
  static properties = {
    alert: { attribute: false },
    gone: {},
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
        display: flex;
        align-items: center;
        gap: 6px 14px;
        padding: 10px 16px 10px 20px;
      }
      .what {
        flex: 1;
        min-width: 0;
      }
      h3 {
        font-size: 14px;
        font-weight: 600;
      }
      .of {
        color: var(--ink-2);
        font-size: 13px;
      }
      .acts {
        display: flex;
        gap: 6px;
        align-items: center;
        flex: none;
      }
      .evidence {
        border-top: 1px solid var(--line);
        padding: 4px 16px 14px 20px;
      }
      .left h3 {
        color: var(--ink-3);
        text-decoration: line-through;
      }
      .stamp {
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
      @media (max-width: 760px) {
        article {
          flex-wrap: wrap;
          padding-right: 14px;
        }
        .what {
          flex-basis: 70%;
        }
        .acts,
        .acts .button {
          flex: 1;
          min-height: 44px;
        }
      }
    `,
  ];

  willUpdate() {
    this.level = this.alert?.level;
  }

  render() {
    const { alert, gone } = this;
    const classes = [].concat(alert.classNames ?? []).join('、');
    const of = [periodLabel(alert.periodLabel), alert.course, classes, alert.teacherName].filter(Boolean).join('\u2060·');
    const isNew = (alert.handling?.state ?? alert.handling ?? 'NEW') === 'NEW';
    return html`<div class="paper ${gone ? 'left' : ''}">
      <article>
        <zm-level .level=${alert.level}></zm-level>
        <div class="what">
          <h3>${sentence(alert)}</h3>
          <div class="of">${of}</div>
        </div>
        ${gone
          ? html`<span class="stamp">${gone}</span>`
          : html`<div class="acts">
              ${isNew && !this.readonly
                ? html`<button class="button primary" ?disabled=${this.busy} @click=${() => this.#acknowledge('')}>
                    ${t('cards.acknowledge')}
                  </button>`
                : html`<span class="muted">${t(isNew ? 'handling.NEW' : 'handling.ACKNOWLEDGED')}</span>`}
              <button class="button" aria-expanded=${this.open ? 'true' : 'false'} @click=${() => this.#tell('toggle')}>
                ${t(this.open ? 'cards.close' : 'cards.evidence')}
              </button>
            </div>`}
      </article>
      ${this.open && !gone
        ? html`<div class="evidence">
            <zm-evidence
              .alert=${alert}
              .detail=${this.details?.get(alert.id)}
              .busy=${this.busy}
              .readonly=${this.readonly}
              @acknowledge=${(event) => this.#acknowledge(event.detail.note)}
            ></zm-evidence>
          </div>`
        : null}
    </div>`;
  }

  #acknowledge(note) {
    this.#tell('acknowledge', { alerts: [this.alert.id], note });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define('zm-session-alert', SessionAlert);
