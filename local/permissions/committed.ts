/**
 * DynamoDB Local answers a transaction a moment before it is in its file: killed in that moment, it has promised what it does
 * not know when it starts again. It sees to one thing after the other, so once it answers a read as well, the
 * transaction is there.
 */
export async function untilCommitted(endpoint: string, TableName: string, authorization = ''): Promise<void> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.Scan',
    },
    body: JSON.stringify({ TableName, Limit: 1, ConsistentRead: true }),
  });
  await response.arrayBuffer();
}
