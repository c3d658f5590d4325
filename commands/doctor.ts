import { doctor } from '../src/actions/doctor.js';
import { defineCommand } from '../src/cli/define-command.js';
import { presentFindings } from '../src/output/findings.js';

export default defineCommand({
  action: doctor,
  examples: [
    'cwm doctor',
    'cwm doctor --offline -o json',
    'cwm doctor --all-profiles',
    `cwm doctor -o json --query "[?status=='fail']"`,
  ],
  presentRows: presentFindings,
  isTimeless: true,
});
