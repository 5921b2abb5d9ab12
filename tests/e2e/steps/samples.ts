import { addDays, type PlainDate } from '../../../shared/domain/dates.ts';
import { today } from './books.ts';

/** An aging report as QuickBooks Online lays it out, but whose dates could be read both ways, and with two bad rows. */
export const AGING_REPORT = [
  'Harbour Tools LLC',
  'A/R Aging Detail Report',
  '"As of May 11, 2026"',
  '',
  ',Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance',
  'Current',
  ',05/01/2026,Invoice,1042,Northwind Cafe,06/01/2026,"$2,302.00","$2,302.00"',
  'Total for Current,,,,,,"$2,302.00","$2,302.00"',
  '1 - 30 days past due',
  ',04/02/2026,Invoice,1031,Depot & Sons,05/02/2026,"1,250.50",750.25',
  ',04/03/2026,Invoice,1032,Depot & Sons,05/03/2026,100.00,twelve',
  ',04/04/2026,Invoice,,Depot & Sons,05/04/2026,80.00,80.00',
  'Total for 1 - 30 days past due,,,,,,"$1,430.50",$830.25',
  'TOTAL,,,,,,"$3,732.50","$3,132.25"',
  '',
].join('\r\n');

/** A complete list of what is open, by number: each 100.00 USD and ten days late. */
export function listOf(...numbers: readonly string[]): string {
  const day = (days: number): PlainDate => addDays(today(), days);
  return [
    'Customer name,Invoice number,Invoice date,Due date,Open amount,Currency',
    ...numbers.map((number) => `Northwind Traders,${number},${day(-40)},${day(-10)},100.00,USD`),
    '',
  ].join('\r\n');
}

/** Files that no import can read, by name, with what the message must say. */
export const UNREADABLE: readonly (readonly [name: string, content: Buffer, says: string])[] = [
  ['empty.csv', Buffer.alloc(0), 'the file is empty'],
  [
    'half-written.xlsx',
    Buffer.from('PK\x03\x04\x14\x00\x00\x00\x08\x00half of a workbook'),
    'half-written.xlsx',
  ],
  [
    'protected.xlsx',
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(504),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
    'protected by a password',
  ],
];
