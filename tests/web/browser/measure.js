// What a page is like, measured in it: run by Playwright, which calls this function.
() => {
  const shown = (one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const all = (selector) => [...document.querySelectorAll(selector)];
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const briefly = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const root = document.documentElement;
  // What a page says in the first place; second lines, badges, help and tables have classes of their own and are smaller.
  const SAID = "main h1, main h2, main .lead, main .choice > span, main :is(article, section, form, li, div.stack) > p:not([class]), main > p:not([class])";

  // What nobody can read: letters below the smallest size of all. Pictures have sizes of their own.
  const tiny = [];
  const main = document.querySelector("main");
  const walker = document.createTreeWalker(main ?? document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || parent.closest("svg, script, style, .visually-hidden") || !shown(parent)) continue;
    if (size(parent) < 12) tiny.push(briefly(parent));
  }

  return {
    lang: root.lang,
    h1: all("h1").filter(shown).map((one) => one.textContent.trim()),
    primary: all(".button:not(.button--second, .button--text, [aria-disabled='true'], :disabled)").filter(shown).map(briefly),
    alternates: all("link[rel='alternate'][hreflang]").map((one) => one.hreflang),
    bodySize: size(document.body),
    // A phone that finds smaller letters in a field zooms in when it is touched.
    smallFields: all("input:not([type='radio'], [type='checkbox'], [type='range']), select, textarea").filter((one) => shown(one) && size(one) < 16).map(briefly),
    smallSaid: all(SAID).filter((one) => shown(one) && size(one) < 16).map(briefly),
    tiny,
    sideways: root.scrollWidth - root.clientWidth,
    background: getComputedStyle(root).backgroundColor.match(/[\d.]+/g).map(Number),
    ink: getComputedStyle(document.body).color.match(/[\d.]+/g).map(Number),
    pressable: all(".skip, .languages, main .button").filter(shown).map(briefly),
    kept: localStorage.length + sessionStorage.length,
    inline: all("[style], script:not([src]), [onclick], [onchange], [onsubmit]").map(briefly),
  };
}
