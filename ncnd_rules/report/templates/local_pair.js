"use strict";
// A letter is dropped together with its corrections; before the page's own script, which takes one file.
addEventListener("drop", (event) => {
  const files = [...(event.dataTransfer ? event.dataTransfer.files : [])];
  const isOfCorrections = (file) => /\.corrections\.ya?ml$/i.test(file.name);
  if (files.length !== 2 || files.filter(isOfCorrections).length !== 1) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const put = (id, file) => {
    const carried = new DataTransfer();
    carried.items.add(file);
    document.getElementById(id).files = carried.files;
  };
  put("corrections", files.find(isOfCorrections));
  put("file", files.find((file) => !isOfCorrections(file)));
  document.getElementById("letter").requestSubmit();
}, true);
