/** The parts of generated values. The people, companies and works do not exist. */
export const givenNames = [
  "Ada",
  "Bruno",
  "Chiara",
  "Dev",
  "Elif",
  "Farid",
  "Greta",
  "Hana",
  "Ivo",
  "June",
] as const;

export const familyNames = [
  "Abara",
  "Brandt",
  "Castell",
  "Dahlin",
  "Eriksen",
  "Ferrara",
  "Holloway",
  "Ionescu",
  "Lindqvist",
  "Okafor",
] as const;

export const companies = [
  "Brandt & Holloway",
  "Castell Lighting",
  "Dahlin Furniture",
  "Ferrara Foods",
  "Harbour Books",
  "Northlight Studio",
  "Okafor Logistics",
  "The Corner Bakery",
] as const;

export const titles = [
  "A Lamp for Every Room",
  "How to Read a Map",
  "Notes from the Harbour",
  "Small Gardens, Large Ideas",
  "The Quiet Workshop",
  "Twelve Chairs Compared",
  "What the River Carries",
  "Why Bread Rises",
] as const;

export const products = [
  "bookcase",
  "coffee table",
  "desk lamp",
  "floor lamp",
  "garden chair",
  "picture frame",
  "wool rug",
  "writing desk",
] as const;

export const streets = [
  "Abbey Lane",
  "Harbour Street",
  "Market Square",
  "Mill Road",
  "Station Road",
] as const;

export const cities = ["Bergen", "Bologna", "Bristol", "Ghent", "Lyon", "Porto", "Tartu", "Vienna"] as const;

export const countries = ["Austria", "Belgium", "Estonia", "France", "Italy", "Norway", "Portugal"] as const;

export const colors = ["black", "blue", "green", "grey", "red", "white", "yellow"] as const;
