// Enhances the list of transcripts (views/desk/workshop/transcripts.ejs): how far a program is that writes a recording down.
if (document.querySelector('[data-wait]')) setTimeout(() => location.reload(), 5_000);
