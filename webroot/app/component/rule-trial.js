import { LitElement, css, html } from 'lit';
import { grid, isBusy, numberText } from '../model/rules.js';
import { lang, t, word } from '../text/index.js';
import { shared } from './style.js';

/**
 * A rule tried on the past before anybody is bothered: how often it would have fired, who would have seen it, and which threshold keeps
 * a budget. Emits 'start' and 'propose' with {rule, from, to, budget}, 'cancel', and 'budget' with a number.
 */
export class RuleTrial extends LitElement {
  static properties = {
    rules: { attribute: false },
    rule: {},
    from: {},
    to: {},
    budget: { type: Number },
    job: { attribute: false },
    audience: { attribute: false },
    proposal: { attribute: false },
  };

  static styles = [
    shared,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 12px;
        margin-bottom: 16px;
      }
      label {
        display: grid;
        gap: 3px;
        font-size: 13px;
        color: var(--ink-2);
      }
      label.rule {
        min-width: 240px;
      }
      label.small {
        width: 110px;
      }
      progress {
        width: 100%;
        height: 12px;
        accent-color: var(--brand);
      }
      .going {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-bottom: 16px;
      }
      h2 {
        margin: 18px 0 6px;
        font-size: 15px;
        font-weight: 600;
      }
      .wide {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        min-width: 420px;
      }
      th,
      td {
        padding: 6px 12px;
        text-align: right;
        border-bottom: 1px solid var(--line);
        white-space: nowrap;
      }
      th {
        font-size: 13px;
        font-weight: 500;
        color: var(--ink-3);
      }
      th:first-child,
      td:first-child {
        text-align: left;
      }
      tr.chosen td {
        background: var(--good-tint);
        font-weight: 600;
      }
      .sum {
        font-size: 15px;
      }
    `,
  ];

  render() {
    return html`<form @submit=${(event) => this.#go(event, 'start')}>
        <label class="rule">
          ${t('rules.rule')}
          <select class="field" name="rule">
            ${this.rules.map(
              (rule) =>
                html`<option value=${rule.id} ?selected=${rule.id === this.rule}>
                  ${lang === 'en' ? rule.nameEn : rule.nameZh} (${rule.id})
                </option>`,
            )}
          </select>
        </label>
        <label>${t('rules.from')}<input class="field" type="date" name="from" required .value=${this.from ?? ''} /></label>
        <label>${t('rules.to')}<input class="field" type="date" name="to" required .value=${this.to ?? ''} /></label>
        <button class="button primary" ?disabled=${isBusy(this.job)}>${t('rules.start')}</button>
        <label class="small"
          >${t('rules.budget')}<input class="field" type="number" name="budget" min="1" max="200" .value=${String(this.budget ?? 5)}
        /></label>
        <button type="button" class="button" ?disabled=${isBusy(this.job)} @click=${(event) => this.#go(event, 'propose')}>
          ${t('rules.propose')}
        </button>
      </form>
      ${isBusy(this.job) ? this.#going() : this.#outcome()}`;
  }

  #going() {
    return html`<div class="going" role="status">
      <progress max="1" .value=${Number(this.job.progress)} aria-label=${t('rules.going')}></progress>
      <span>${Math.floor(Number(this.job.progress) * 100)}%</span>
      <button class="button" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${t('rules.cancel')}</button>
    </div>`;
  }

  #outcome() {
    if (this.proposal) {
      return this.#proposal();
    }
    if (!this.job?.result) {
      return html`<p class="muted">${this.job ? word('rules.job', this.job.state) : t('rules.notTried')}</p>`;
    }
    return html`${this.job.result.rules.map((rule) => this.#fired(rule))} ${this.#audience()}`;
  }

  #fired(rule) {
    const table = grid(rule.cells);
    const levels = Object.entries(rule.byLevel).map(([level, n]) => `${word('level', level)} ${n}`);
    return html`<p class="sum">${t('rules.fired', { rule: rule.rule, n: rule.fired, standing: rule.standing })} ${levels.join(' · ')}</p>
      ${table.rows.length
        ? html`<h2>${t('rules.cards')}</h2>
            <div class="wide">
              <table>
                <thead>
                  <tr>
                    <th>${t('rules.counselor')}</th>
                    ${table.weeks.map((week) => html`<th>${week.slice(5)}</th>`)}
                    <th>${t('rules.total')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${table.rows.map(
                    (row) => html`<tr>
                      <td>${this.#name(row.counselor)}</td>
                      ${row.counts.map((count) => html`<td>${count || ''}</td>`)}
                      <td>${row.total}</td>
                    </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
        : null}`;
  }

  #name(counselor) {
    const known = this.audience?.receivers.find((one) => one.id === counselor);
    return known?.name ?? (counselor || t('rules.nobody'));
  }

  #audience() {
    const { audience } = this;
    if (!audience) {
      return null;
    }
    return html`<h2>${t('rules.audience')}</h2>
      ${audience.complete ? null : html`<p class="muted">${t('rules.notAll')}</p>`}
      ${audience.receivers.length
        ? html`<table>
            <thead>
              <tr>
                <th>${t('rules.receiver')}</th>
                <th>${t('rules.cardsOf')}</th>
                <th>${t('rules.mails')}</th>
                <th>${t('rules.busiest')}</th>
              </tr>
            </thead>
            <tbody>
              ${audience.receivers.map(
                (one) => html`<tr>
                  <td>${one.name}</td>
                  <td>${one.cards}</td>
                  <td>${one.mails}</td>
                  <td>${one.busiestWeek}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
        : html`<p class="muted">${t('rules.nobodyTold')}</p>`}
      ${audience.vacant.length ? html`<p>${t('rules.vacant', { posts: audience.vacant.join('、') })}</p>` : null}`;
  }

  #proposal() {
    const { choices, chosen, budget } = this.proposal;
    return html`<p class="sum" role="status">
        ${chosen ? t('rules.chosen', { budget, at: numberText(Number(chosen)) }) : t('rules.noneFits', { budget })}
      </p>
      <table>
        <thead>
          <tr>
            <th>${t('rules.threshold')}</th>
            <th>${t('rules.firedN')}</th>
            <th>${t('rules.meanWeek')}</th>
            <th>${t('rules.worstWeek')}</th>
          </tr>
        </thead>
        <tbody>
          ${choices.map(
            (one) => html`<tr class=${one.at === chosen ? 'chosen' : ''}>
              <td>${numberText(Number(one.at))}</td>
              <td>${one.fired}</td>
              <td>${one.mean}</td>
              <td>${one.worst}</td>
            </tr>`,
          )}
        </tbody>
      </table>`;
  }

  #go(event, name) {
    event.preventDefault();
    const form = this.renderRoot.querySelector('form');
    if (!form.reportValidity()) {
      return;
    }
    const told = Object.fromEntries(new FormData(form));
    this.dispatchEvent(new CustomEvent(name, { detail: { ...told, budget: Number(told.budget) } }));
  }
}

customElements.define('zm-rule-trial', RuleTrial);
