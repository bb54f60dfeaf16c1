import { lang, t, word } from '../text/index.js';
import { dayClock } from './time.js';

/** "96.2%" of a share 0…1; null where there is none. */
export function percent(share, digits = 1) {
  return typeof share === 'number' ? `${(share * 100).toFixed(digits)}%` : null;
}

/** A count as it came: a number with separators, or "<5" where it was withheld. */
export function count(value) {
  return typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? '–');
}

/** Decimal numbers without trailing zeros. */
export function number(value) {
  if (value === null || value === undefined || value === '') {
    return '';
  }
  const parsed = Number(value);
  return Number.isNaN(parsed) ? String(value) : String(Math.round(parsed * 100) / 100);
}

/** "3–4节" */
export function periods(first, length) {
  const last = first + Math.max(1, length || 1) - 1;
  return last > first ? t('evidence.periods', { from: first, to: last }) : t('evidence.period1', { from: first });
}

/** Text or {first, last} forms of periods that a server may send. */
export function periodText(value) {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'number' ? periods(value, 1) : String(value).replace(/节$/, '') + (lang === 'en' ? '' : '节');
}

/** "第7周 周二 3–4节" stays as it is; in English "Week 7 Tue 3–4". */
export function periodLabel(text) {
  const form = /^第(\d+)周\s*周(.)\s*(.*)$/.exec(text ?? '');
  if (lang !== 'en' || !form) {
    return text ?? '';
  }
  const weekday = t(`weekday.${'一二三四五六日'.indexOf(form[2]) + 1}`);
  return t('period.label', { week: form[1], weekday, rest: form[3].replace('节', '') });
}

/** "周一" stays as it is; in English "Mon". */
export function weekdayText(text) {
  const at = '一二三四五六日'.indexOf((text ?? '').at(-1));
  return at < 0 ? text : t(`weekday.${at + 1}`);
}

/** An alert's sentence in the page's language. */
export function sentence(alert) {
  return (lang === 'en' && alert.textEn) || alert.text || alert.title || '';
}

/** What is known now of an alert's number, beside what was told. */
export function revision({ was, now, levelWas, level, at, unit }) {
  const united = (value) => (value.endsWith('%') || !unit || lang === 'en' ? value : `${value} ${unit}`);
  return t('alert.revised', {
    was: united(was),
    now: united(now),
    levelWas: word('level', levelWas),
    level: level ? word('level', level) : t('alert.revised.none'),
    at: dayClock(at),
  });
}

/** Age in seconds as people say it. */
export function age(seconds) {
  if (seconds === null || seconds === undefined) {
    return t('wall.ageNever');
  }
  if (seconds < 5) {
    return t('wall.ageNow');
  }
  if (seconds < 90) {
    return t('wall.ageSeconds', { n: Math.round(seconds) });
  }
  if (seconds < 5400) {
    return t('wall.ageMinutes', { n: Math.round(seconds / 60) });
  }
  if (seconds < 48 * 3600) {
    return t('wall.ageHours', { n: Math.round(seconds / 3600) });
  }
  return t('wall.ageDays', { n: Math.round(seconds / 86_400) });
}
