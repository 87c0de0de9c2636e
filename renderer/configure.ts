// Must be the page's first import: zod builds its fast validators with `new Function`, which the page's content-security
// policy forbids, and it decides that while the schemas of engine/protocol.ts are being made.
import { z } from 'zod';

z.config({ jitless: true });
