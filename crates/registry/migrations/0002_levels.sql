-- Villages are found without reading the communes of a whole country.
CREATE INDEX area_level_ix ON area (level);
