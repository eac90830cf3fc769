/** Whether the large tests run as large as they can be (`SCALE=full`), in minutes; else a part that is enough for every day. */
export const fullScale = process.env['SCALE'] === 'full';
