// One command a template: a new network that begins as it.
import { sentence } from '../../../engine/words/texts.ts';
import type { Command } from '../../commands/command.ts';
import { commandTexts } from '../../commands/words.ts';
import { startTemplate } from './start.ts';
import { templates } from './templates.ts';
import { templateTexts } from './words.ts';

export const templateCommands: readonly Command[] = templates.map((template) => ({
  id: `template:${template.id}`,
  title: sentence(commandTexts, 'template', { name: sentence(templateTexts, template.id) }),
  heading: sentence(commandTexts, 'templates'),
  topic: 'open',
  run: () => startTemplate(template),
}));
