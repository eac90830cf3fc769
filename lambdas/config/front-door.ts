/** In it CloudFront tells the API its key. What a reader sends under this name CloudFront replaces. */
export const FRONT_DOOR_HEADER = 'x-corrigenda-key';
