import en from './en.js';
import zh from './zh-CN.js';

/** The page's language: ?lang= first, then the browser's; Chinese unless English is asked for. */
export const lang = choose(new URLSearchParams(location.search).get('lang') ?? navigator.language);

const messages = lang === 'en' ? { ...zh, ...en } : zh;

document.documentElement.lang = lang === 'en' ? 'en' : 'zh-CN';

/** The text of a key, with {name} places filled. A key without a text is shown as it is, so that it is noticed. */
export function t(key, values = {}) {
  const text = messages[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => (values[name] ?? '') + '');
}

/** Whether a text for the key exists: for codes that a newer server may send. */
export function has(key) {
  return key in messages;
}

/** The text of a code under a prefix, or the code itself. */
export function word(prefix, code) {
  const key = `${prefix}.${code}`;
  return has(key) ? messages[key] : (code ?? '');
}

/** Titles follow the language too. */
export function title(key) {
  document.title = `${t(key)} · ${t('brand')}`;
}

function choose(tag) {
  return tag?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}
