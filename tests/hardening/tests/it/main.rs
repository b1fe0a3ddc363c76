//! Pages that are whole, broken and hostile.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod encodings;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod growth;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod mutated;
#[cfg(test)]
mod targets;
