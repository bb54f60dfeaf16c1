import { LitElement, css, html } from 'lit';
import { fieldsOf, half, isBlamed } from '../model/quarantine.js';
import { clock, longDay } from '../model/time.js';
import { t } from '../text/index.js';
import { shared } from './style.js';

/** One row that was set aside, with its reason. Emits 'resend', 'repair', 'discard' and 'story'. */
export class HeldRow extends LitElement {
  static properties = { item: { attribute: false }, acts: { attribute: false }, busy: { type: Boolean }, answer: { attribute: false } };

  static styles = [
    shared,
    css`
      article {
        padding: 14px 16px;
        background: var(--paper);
        border: 1px solid var(--line);
        border-left: 4px solid var(--edge, var(--yellow));
        border-radius: var(--radius);
      }
      .conflict {
        --edge: var(--red);
      }
      .over {
        --edge: var(--line-2);
      }
      h2 {
        font-size: 16px;
        font-weight: 650;
        line-height: 1.4;
      }
      .from {
        font-size: 13px;
        color: var(--ink-3);
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 18px;
        margin: 8px 0 10px;
      }
      dt {
        font-size: 12px;
        color: var(--ink-3);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .blamed dd {
        color: var(--bad);
        font-weight: 650;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .button {
        min-height: 40px;
      }
      .answer {
        margin: 8px 0;
        padding: 6px 12px;
        border-radius: 8px;
        background: var(--bad-tint);
        color: var(--bad);
      }
      .answer.good {
        background: var(--good-tint);
        color: var(--good);
      }
      ol {
        margin-top: 10px;
        padding-top: 8px;
        border-top: 1px solid var(--line);
        font-size: 13px;
        color: var(--ink-2);
      }
    `,
  ];

  render() {
    const { item } = this;
    const held = item.state === 'HELD';
    return html`<article class=${held ? (item.conflict ? 'conflict' : '') : 'over'}>
      <h2>${half(item.message)}</h2>
      <p class="from">
        ${[item.sourceName ?? item.source, `${longDay(item.receivedAt)} ${clock(item.receivedAt)}`, t('quarantine.row', { n: item.row }), t(`quarantine.${item.state}`)].join(' · ')}
      </p>
      <dl>
        ${fieldsOf(item.observation).map(
          ({ name, text }) => html`<div class=${isBlamed(item, name) ? 'blamed' : ''}><dt>${t(`field.${name}`)}</dt><dd>${text}</dd></div>`,
        )}
      </dl>
      ${this.answer ? html`<p class="answer ${this.answer.good ? 'good' : ''}" role="status">${this.answer.text}</p>` : null}
      <div class="acts">
        ${held
          ? html`<button class="button primary" ?disabled=${this.busy} @click=${() => this.#tell('repair')}>${t('quarantine.repair')}</button>
              <button class="button" ?disabled=${this.busy} @click=${() => this.#tell('resend')}>${t('quarantine.resend')}</button>
              <button class="button" ?disabled=${this.busy} @click=${() => this.#tell('discard')}>${t('quarantine.discard')}</button>`
          : null}
        <button class="button quiet" aria-expanded=${this.acts ? 'true' : 'false'} @click=${() => this.#tell('story')}>${t('quarantine.story')}</button>
      </div>
      ${this.acts ? this.#story() : null}
    </article>`;
  }

  #story() {
    if (!this.acts.length) {
      return html`<ol><li>${t('quarantine.noStory')}</li></ol>`;
    }
    return html`<ol>
      ${this.acts.map((act) => {
        const said = [act.reason, half(act.message)].filter(Boolean).join(' · ');
        return html`<li>
          ${longDay(act.at)} ${clock(act.at)} ${act.account}: ${t(`quarantine.act.${act.act}`)} → ${t(`quarantine.outcome.${act.outcome}`)}${said ? ` (${said})` : ''}
        </li>`;
      })}
    </ol>`;
  }

  #tell(type) {
    this.dispatchEvent(new CustomEvent(type));
  }
}

customElements.define('zm-held-row', HeldRow);
