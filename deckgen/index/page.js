"use strict";
{
  const form = document.querySelector("form"), field = form.querySelector("input");
  const told = form.querySelector("output"), cards = [...document.querySelectorAll(".card")];
  const bare = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = cards.map(card => bare(card.dataset.find));
  const show = () => {
    const words = bare(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    cards.forEach((card, at) => {
      card.hidden = !words.every(word => texts[at].includes(word));
      found += !card.hidden;
    });
    for (const section of document.querySelectorAll("section"))
      section.hidden = !section.querySelector(".card:not([hidden])");
    told.textContent = words.length ? told.dataset.found.replace("{count}", found) : "";
  };
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  field.addEventListener("input", show);
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape" && document.activeElement === field) {
      field.value = "";
      show();
    }
  });
  show();
}
