import { currencyCode } from '../../../../shared/domain/money.ts';
import type { DemoCustomer, DemoSize, PayingHabit } from './customer.ts';

type Line = readonly [
  name: string,
  country: string,
  size: DemoSize,
  habit: PayingHabit,
  termsDays: number,
  domain: string,
  contactName: string,
  secondCurrency?: string,
];

const IN_EUR: readonly Line[] = [
  ['Brandhorst Fördertechnik GmbH', 'DE', 'large', 'slow', 30, 'brandhorst', 'Anke Reuter'],
  ['Kesselring & Vogt Anlagenbau GmbH', 'DE', 'large', 'late', 45, 'kesselring-vogt', 'Jörg Halbach'],
  ['Uferhaus Hydraulik KG', 'DE', 'medium', 'prompt', 14, 'uferhaus', 'Silke Danner'],
  ['Moorland Antriebe GmbH', 'DE', 'small', 'erratic', 30, 'moorland-antriebe', 'Petra Wissing'],
  ['Tannhof Maschinen AG', 'DE', 'medium', 'slow', 30, 'tannhof', 'Florian Ebel'],
  ['Elbwerk Metallbau GmbH', 'DE', 'medium', 'stalled', 30, 'elbwerk', 'Karin Lohse'],
  ['Quellstein Pumpen GmbH', 'DE', 'small', 'new', 30, 'quellstein', 'Timo Rast'],
  ['Ostrander Techniek BV', 'NL', 'large', 'slow', 30, 'ostrander', 'Femke de Wit'],
  ['Zuiderveld Installaties BV', 'NL', 'medium', 'late', 30, 'zuiderveld', 'Ruben Kok'],
  ['Havenlijn Marine Supply BV', 'NL', 'medium', 'erratic', 45, 'havenlijn', 'Sanne Postma', 'USD'],
  ['Drie Molens Machinebouw BV', 'NL', 'small', 'prompt', 30, 'driemolens', 'Bas Terpstra'],
  ['Ateliers Corvenne SAS', 'FR', 'large', 'late', 60, 'corvenne', 'Hélène Marchais'],
  ['Mécanique du Vernois SARL', 'FR', 'medium', 'slow', 45, 'vernois', 'Julien Castaing'],
  ['Fluides et Vannes Orsault SA', 'FR', 'medium', 'slow', 60, 'orsault', 'Claire Peyron'],
  ['Rivages Manutention SAS', 'FR', 'small', 'erratic', 30, 'rivages', 'Nadia Belkhir'],
  ['Établissements Thivaux', 'FR', 'small', 'stalled', 45, 'thivaux', 'Gilles Thivaux'],
  ['Carrowmore Engineering Ltd', 'IE', 'large', 'prompt', 30, 'carrowmore', 'Aoife Brennan'],
  ['Slaney Process Systems Ltd', 'IE', 'medium', 'slow', 30, 'slaney', 'Declan Roche'],
  ['Ballinroe Dairy Equipment', 'IE', 'medium', 'late', 30, 'ballinroe', 'Niamh Corrigan'],
  ['Glenard Pumps & Seals', 'IE', 'small', 'prompt', 14, 'glenard', 'Orla Keane'],
  ['Inishbeg Offshore Services Ltd', 'IE', 'small', 'erratic', 30, 'inishbeg', 'Cathal Moran', 'GBP'],
  ['Talleres Montserga SL', 'ES', 'medium', 'late', 60, 'montserga', 'Lucía Ferrán'],
  ['Bombas del Alcor SA', 'ES', 'small', 'slow', 45, 'alcor', 'Diego Salinas'],
  ['Officine Valbruna Srl', 'IT', 'medium', 'late', 60, 'valbruna', 'Marta Rinaldi'],
  ['Trasmissioni Peretti SpA', 'IT', 'large', 'slow', 60, 'peretti', 'Enrico Fusco'],
  ['Mertens Lagertechniek NV', 'BE', 'medium', 'prompt', 30, 'mertens-lager', 'Griet Mertens'],
  ['Ardenne Convoyage SA', 'BE', 'small', 'slow', 30, 'ardenne-convoyage', 'Luc Deprez'],
  ['Hochkar Seilbahntechnik GmbH', 'AT', 'medium', 'prompt', 30, 'hochkar', 'Verena Auer'],
  ['Donauwerk Dichtungen GmbH', 'AT', 'small', 'erratic', 30, 'donauwerk', 'Stefan Leitner'],
  ['Saimaan Konepaja Oy', 'FI', 'small', 'prompt', 14, 'saimaa', 'Päivi Lehto'],
];

const IN_GBP: readonly Line[] = [
  ['Hallgarth Precision Ltd', 'GB', 'large', 'slow', 30, 'hallgarth', 'Joanne Pickering'],
  ['Wexcombe Water Services plc', 'GB', 'large', 'late', 60, 'wexcombe', 'Imran Siddiqui'],
  ['Fell & Tarn Fabrications', 'GB', 'medium', 'erratic', 30, 'fellandtarn', 'Becky Thwaite'],
  ['Marlpit Aggregates Ltd', 'GB', 'medium', 'slow', 30, 'marlpit', 'Gareth Voyle'],
  ['Northey Marine Engineers', 'GB', 'medium', 'stalled', 30, 'northey', 'Colin Northey'],
  ['Oakenshaw Conveyors Ltd', 'GB', 'medium', 'prompt', 30, 'oakenshaw', 'Priya Raman'],
  ['Penhallow Food Machinery', 'GB', 'medium', 'late', 45, 'penhallow', 'Tamsin Rowe', 'EUR'],
  ['Redgate Hydraulics (Leeds) Ltd', 'GB', 'small', 'slow', 30, 'redgate', 'Martin Sugden'],
  ['Saltmarsh Renewables Ltd', 'GB', 'large', 'slow', 30, 'saltmarsh', 'Olivia Drake'],
  ['Stour Valley Brewing Co', 'GB', 'small', 'erratic', 30, 'stourvalley', 'Jack Fenn'],
  ['Thornbury Lift Maintenance', 'GB', 'small', 'prompt', 14, 'thornbury-lifts', 'Sheila Amos'],
  ['Ullscarf Quarry Plant Ltd', 'GB', 'medium', 'slow', 30, 'ullscarf', 'Neil Bainbridge'],
  ['Whinfell Automation', 'GB', 'small', 'new', 30, 'whinfell', 'Kayleigh Moss'],
  ['Yarrow Bridge Paper Mills', 'GB', 'large', 'prompt', 30, 'yarrowbridge', 'Alastair Kerr'],
  ['Cobbold & Finch Ltd', 'GB', 'small', 'late', 30, 'cobbold-finch', 'Ruth Finch'],
  ['Deeside Packaging Group', 'GB', 'medium', 'slow', 45, 'deeside-packaging', 'Huw Parry'],
];

const IN_USD: readonly Line[] = [
  ['Bluffton Gear & Drive Inc', 'US', 'large', 'slow', 30, 'bluffton', 'Denise Kowalski'],
  ['Cedar Notch Milling LLC', 'US', 'medium', 'prompt', 30, 'cedarnotch', 'Ray Ostrowski'],
  ['Harlan Ridge Mining Supply', 'US', 'large', 'late', 45, 'harlanridge', 'Tonya Beckett'],
  ['Juniper Basin Irrigation', 'US', 'medium', 'erratic', 30, 'juniperbasin', 'Miguel Arce'],
  ['Lakemont Bottling Co', 'US', 'medium', 'slow', 30, 'lakemont', 'Sharon Pike'],
  ['Meridian Falls Hydro LLC', 'US', 'medium', 'stalled', 30, 'meridianfalls', 'Greg Tallman'],
  ['Pinecrest Sawmill Systems', 'US', 'small', 'slow', 30, 'pinecrest', 'Dale Hutchins'],
  ['Quarry Lane Rentals Inc', 'US', 'small', 'late', 15, 'quarrylane', 'Brenda Shaw'],
  ['Sable Point Shipyard Corp', 'US', 'large', 'erratic', 30, 'sablepoint', 'Andre Whitlock'],
  ['Tamarack Cold Storage', 'US', 'small', 'prompt', 30, 'tamarack', 'Linda Voss'],
  ['Chinook Rapids Pulp Ltd', 'CA', 'medium', 'slow', 30, 'chinookrapids', 'Marc Pelletier'],
  ['Laurier Bay Fisheries Inc', 'CA', 'small', 'late', 30, 'laurierbay', 'Sophie Gagnon'],
  ['Al Mirfa Desalination Services', 'AE', 'medium', 'late', 60, 'almirfa', 'Yusuf Haddad'],
  ['Kallang Marine Spares Pte Ltd', 'SG', 'medium', 'prompt', 30, 'kallang-spares', 'Tan Wei Ling'],
];

/** The invented customers, numbered with gaps as grown books are. Names, people and domains belong to nobody. */
export const DEMO_CUSTOMERS: readonly DemoCustomer[] = [
  ...numbered(IN_EUR, 'EUR', 1004),
  ...numbered(IN_GBP, 'GBP', 2011),
  ...numbered(IN_USD, 'USD', 3002),
];

function numbered(lines: readonly Line[], currency: string, first: number): readonly DemoCustomer[] {
  return lines.map(([name, country, size, habit, termsDays, domain, contactName, second], index) => ({
    number: `C-${first + index * 7 + (index % 3)}`,
    name,
    country,
    currencies:
      second === undefined ? [currencyCode(currency)] : [currencyCode(currency), currencyCode(second)],
    size,
    habit,
    termsDays,
    domain,
    contactName,
  }));
}
