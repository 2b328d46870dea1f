"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  const rows = [...sheet.querySelectorAll("fieldset")];
  const chosen = (row) => row.querySelector("input:checked");
  let saved = true;

  const tell = () => {
    document.getElementById("done").value = `${rows.filter(chosen).length} of ${rows.length} coded`;
  };

  // A spreadsheet must not calculate what stands in a cell.
  const cell = (value) => `"${value.replace(/^(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/, "'").replaceAll('"', '""')}"`;

  const table = () => {
    const lines = rows.map((row) => [
      row.id,
      row.dataset.letter,
      row.dataset.rule,
      chosen(row) ? chosen(row).value : "",
      row.querySelector("textarea").value,
    ]);
    return [sheet.dataset.columns.split(" "), ...lines].map((line) => line.map(cell).join(",")).join("\n") + "\n";
  };

  const cells = (text) => {
    const found = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at];
      const line = found[found.length - 1];
      if (quoted && sign === '"' && text[at + 1] === '"') {
        line[line.length - 1] += '"';
        at += 1;
      } else if (sign === '"') quoted = !quoted;
      else if (!quoted && sign === ",") line.push("");
      else if (!quoted && sign === "\n") found.push([""]);
      else if (quoted || sign !== "\r") line[line.length - 1] += sign;
    }
    return found;
  };

  const fill = (text) => {
    const [names, ...lines] = cells(text);
    const at = (name) => names.indexOf(name);
    for (const line of lines) {
      const row = document.getElementById(line[at("id")]);
      if (!row) continue;
      for (const choice of row.querySelectorAll("input")) choice.checked = choice.value === line[at("verdict")];
      row.querySelector("textarea").value = line[at("remark")] || "";
    }
  };

  sheet.addEventListener("input", (event) => {
    if (event.target.id === "load") return;
    saved = false;
    tell();
  });
  document.getElementById("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv" }));
    link.download = sheet.dataset.name;
    link.click();
    URL.revokeObjectURL(link.href);
    saved = true;
  });
  document.getElementById("load").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    fill(await file.text());
    saved = true;
    tell();
  });
  addEventListener("beforeunload", (event) => {
    if (!saved) event.preventDefault();
  });
  tell();
})();
