import { lang } from '../text/index.js';

/** Messages come as "Chinese／English"; the page shows its own language's half. */
export function half(message) {
  const [zh, en] = (message ?? '').split('／');
  return lang === 'en' ? (en ?? zh) : zh;
}

/** The fields of an observation as texts to edit: [{name, text, fixed, wide}]. What is no plain value is edited as JSON. */
export function fieldsOf(observation) {
  return Object.entries(observation).map(([name, value]) => ({
    name,
    text: typeof value === 'object' ? JSON.stringify(value) : String(value),
    fixed: name === 'type',
    wide: typeof value === 'object',
  }));
}

/** The observation with these texts, each of the kind that it had; an emptied field is left out. Throws on JSON that is none. */
export function repaired(observation, texts) {
  const result = {};
  for (const [name, value] of Object.entries(observation)) {
    const text = (texts[name] ?? '').trim();
    if (text !== '') {
      result[name] = kept(value, text);
    }
  }
  return result;
}

/** Whether a field of an observation is the one that a message is about: "session" is also written as date and firstPeriod. */
export function isBlamed(item, name) {
  return item.field === name || item.field.startsWith(`${name}.`);
}

function kept(value, text) {
  if (typeof value === 'number') {
    const number = Number(text);
    return Number.isNaN(number) ? text : number;
  }
  return typeof value === 'object' ? JSON.parse(text) : text;
}
