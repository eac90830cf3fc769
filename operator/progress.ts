const WIDTH = 30;

/** Shows how far something is, where a person watches; nowhere else. */
export function progressBar(what: string, stream: NodeJS.WriteStream = process.stderr) {
  const draw = (text: string) => void (stream.isTTY && stream.write(`\r\u001B[K${text}`));
  return {
    /** @param total about how many there are; there may be more */
    at: (seen: number, total: number) => {
      const share = Math.min(1, seen / Math.max(1, total));
      const full = Math.round(share * WIDTH);
      draw(
        `${what} [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${seen} of about ${Math.max(seen, total)}`,
      );
    },
    end: () => draw(''),
  };
}
