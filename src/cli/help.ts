import { Help, type Command } from 'commander';

/** commander's help with the commands before the options: a newcomer looks for the former. */
export function formatHelp(command: Command, helper: Help): string {
  const sections = Help.prototype.formatHelp.call(helper, command, helper).trimEnd().split('\n\n');
  const isCommands = (section: string) => section.startsWith('Commands:');
  const options = sections.findIndex((section) => section.startsWith('Options:'));
  const listed = sections.filter(isCommands);
  if (listed.length === 0 || options === -1) return `${sections.join('\n\n')}\n`;
  return `${[...sections.slice(0, options), ...listed, ...sections.slice(options).filter((section) => !isCommands(section))].join('\n\n')}\n`;
}
