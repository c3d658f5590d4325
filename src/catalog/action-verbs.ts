/** First words of path ends that do something to a record rather than name one. */
export const actionVerbs = new Set(
  `apply approve attach authorize clear convert copy create deactivate detach execute export generate import invoice
  link mark merge rebatch recalculate register reject request reset resolve reverse search submit test unbatch unlink
  validate`.split(/\s+/),
);
