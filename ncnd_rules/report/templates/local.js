"use strict";
(() => {
  // The first page: a file dropped anywhere is sent.
  const form = document.getElementById("letter");
  if (form) {
    const file = document.getElementById("file");
    const drop = document.getElementById("drop");
    const progress = document.getElementById("progress");
    const send = () => form.requestSubmit();
    const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");

    addEventListener("dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      drop.classList.add("over");
    });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      drop.classList.remove("over");
      const { files } = event.dataTransfer;
      // A folder passes for a file, so that it is asked for while it still can be.
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      if (files.length !== 1 || entries.some((entry) => entry.isDirectory)) { bringDropped(files, entries); return; }
      file.files = files;
      send();
    });
    // Several: as many requests as their size needs, since one holds only so much.
    const several = document.getElementById("several");
    const most = Number(several.dataset.most) - 1048576;
    const endings = file.accept.split(",");
    const bring = async (found) => {
      const sending = document.getElementById("sending");
      const told = (words) => { sending.textContent = words; progress.textContent = words; };
      found.sort((one, other) => one.path.localeCompare(other.path, "en", { numeric: true }));
      const meant = found.filter(({ path, chosen }) => chosen || endings.some((ending) => path.toLowerCase().endsWith(ending)));
      const others = found.filter((one) => !meant.includes(one)).map(({ path }) => path);
      if (!meant.length) { told(found.length ? "There is no letter among them." : "Choose some files, or a folder."); return; }
      let address = several.action;
      let page = "";
      for (let next = 0; next < meant.length;) {
        const body = new FormData();
        if (several.elements.draft.checked) body.append("draft", "1");
        if (!next) for (const path of others.slice(0, 500)) body.append("other", path);
        let size = 0;
        for (let count = 0; next < meant.length && count < 200; next++, count++) {
          const { path, file: own } = meant[next];
          if (own.size > most) { body.append("large", path); continue; }
          if (size && size + own.size > most) break;
          size += own.size;
          body.append("file", own, path);
        }
        told(`Sending ${next} of ${meant.length} …`);
        const answer = await fetch(address, { method: "POST", body }).catch(() => null);
        if (!answer || !answer.ok) {
          const why = answer && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[role=alert]");
          told(why ? why.textContent.trim() : "They could not be sent.");
          return;
        }
        if (!page) { page = answer.url; address = `${page}/more`; }
      }
      location.assign(page);
    };
    const chosen = (files) => [...files].map((own) => ({ file: own, path: own.webkitRelativePath || own.name, chosen: !own.webkitRelativePath }));
    const MOST_FOUND = 2000;
    const within = async (entry, found) => {
      if (found.length >= MOST_FOUND) return;
      if (entry.isFile) {
        const own = await new Promise((done) => entry.file(done, () => done(null)));
        if (own) found.push({ file: own, path: entry.fullPath.slice(1), chosen: false });
        return;
      }
      const reader = entry.createReader();
      while (found.length < MOST_FOUND) {
        const some = await new Promise((done) => reader.readEntries(done, () => done([])));
        if (!some.length) return;
        for (const one of some) await within(one, found);
      }
    };
    const bringDropped = async (files, entries) => {
      if (!entries.some((entry) => entry.isDirectory)) { bring(chosen(files)); return; }
      const found = [];
      for (const entry of entries) await within(entry, found);
      bring(found);
    };
    const bringChosen = () => bring([...chosen(several.elements.file.files), ...chosen(several.elements.folder.files)]);
    several.addEventListener("submit", (event) => { event.preventDefault(); bringChosen(); });
    for (const name of ["file", "folder"]) several.elements[name].addEventListener("change", (event) => { if (event.target.files.length) bringChosen(); });
    file.addEventListener("change", () => { if (file.files.length) send(); });
    form.addEventListener("submit", (event) => {
      const [chosen] = file.files;
      if (chosen && chosen.size > Number(form.dataset.most) - 65536) {
        event.preventDefault();
        progress.textContent = `${chosen.name} is larger than ${Math.floor(form.dataset.most / 2 ** 20)} MB, the most that is read.`;
        return;
      }
      if (!chosen && !document.getElementById("words").value.trim()) {
        event.preventDefault();
        progress.textContent = "Choose a file, or paste the words of a letter.";
        return;
      }
      progress.textContent = `Reading and checking ${chosen ? chosen.name : "the letter"} …`;
    });
    // Only where the page comes back as it was left: while it is first shown, something may have been said already.
    addEventListener("pageshow", (event) => { if (event.persisted) progress.textContent = ""; });
  }

  // A letter's page: the letter is forgotten soon after it is closed. A page that is loaded again says so after its load,
  // since the page before it leaves only once it is there.
  const life = document.getElementById("life");
  if (life) {
    addEventListener("pagehide", () => navigator.sendBeacon(`${life.dataset.here}/left`));
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  // What can be taken away, until something else is wanted.
  const take = document.querySelector(".take");
  if (take) {
    const close = () => { take.open = false; };
    document.addEventListener("click", (event) => { if (!take.contains(event.target)) close(); });
    take.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { close(); take.firstElementChild.focus(); }
    });
    take.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !take.contains(event.relatedTarget)) close();
    });
  }

  // From each error to its edits.
  for (const more of document.querySelectorAll(".finding.error .more")) {
    const link = document.createElement("a");
    link.href = "#edits";
    link.textContent = "Smallest edits";
    more.append(" ", link);
  }

  // Whoever chooses a day means it.
  for (const day of document.querySelectorAll(".suppose [name=day]")) {
    day.addEventListener("input", () => { if (day.value) day.form.querySelector("[name=law][value=day]").checked = true; });
  }

  // Filtering without asking for the page anew; what is chosen stands in the address, as it does without this script.
  const filters = document.getElementById("filters");
  if (filters) {
    const cards = [...document.querySelectorAll(".finding")];
    const boxes = [...filters.querySelectorAll("[name=severity]")];
    const chosen = (name) => filters.elements[name]?.value ?? "";
    const told = () => {
      const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
      const left = cards.filter((card) => !card.classList.contains("other") && ![...off].some((kind) => card.classList.contains(kind)));
      document.getElementById("left").textContent = left.length;
      const query = new URLSearchParams();
      if (off.size === boxes.length) query.append("severity", "");
      else if (off.size) for (const box of boxes) if (box.checked) query.append("severity", box.value);
      for (const name of ["group", "part"]) if (chosen(name)) query.append(name, chosen(name));
      const words = query.toString();
      history.replaceState(null, "", `${location.pathname}${words && `?${words}`}${location.hash}`);
    };
    const choose = () => {
      const group = chosen("group"), part = chosen("part");
      for (const card of cards) {
        const fits = (!group || card.dataset.group === group) && (!part || card.dataset.parts.split(" ").includes(part));
        card.classList.toggle("other", !fits);
      }
      told();
    };
    filters.querySelector("button").hidden = true;
    filters.addEventListener("change", choose);
    filters.addEventListener("submit", (event) => event.preventDefault());
    // Whoever asks for a finding gets it, whatever was filtered; before the report's own script looks for its place.
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      const card = link && document.getElementById(link.hash.slice(1))?.closest(".finding");
      if (!card) return;
      for (const box of boxes) if (card.classList.contains(box.value)) box.checked = true;
      if (card.matches(".other")) for (const name of ["group", "part"]) if (filters.elements[name]) filters.elements[name].value = "";
      choose();
    }, true);
  }
})();
