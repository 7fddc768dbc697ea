/** A month in one year of a calendar. */
export interface MonthOfYear {
  month: string; // its key in authorities/months.json
  first: number; // day number (days.ts) of its first day
  days: number;
}
