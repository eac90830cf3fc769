/** How the writers of one language put numbers, dates and money, as far as it cannot be asked of Intl. Words are folded. */
export type Habits = {
  /** The signs between thousands that settle what one sign with three digits behind it means. */
  readonly groups: readonly string[];
  /** What numbers in words are multiplied by. */
  readonly multipliers: Readonly<Record<string, number>>;
  /** Currencies by what people call them besides their names; several where the word says too little. */
  readonly currencies: Readonly<Record<string, string>>;
  /** Which one is taken where a sign or word may mean several; the others are offered where the answers are looked over. */
  readonly usualCurrencies: readonly string[];
  /** Before or behind what is no exact number or date. */
  readonly vague: readonly string[];
  /** What people write where they know nothing. */
  readonly nothing: readonly string[];
  /** What people write in the place of an end that has not come. */
  readonly ongoing: readonly string[];
  /** Between the two ends of a range; the first may stand before it, too. */
  readonly between: readonly string[];
  /** Parts of a year that are no months. */
  readonly periods: readonly string[];
  /** Days in words. */
  readonly ordinals: Readonly<Record<string, number>>;
  /** What may stand between the parts of a date. */
  readonly fillers: readonly string[];
  /** Other spellings of months. */
  readonly months: Readonly<Record<string, number>>;
};
