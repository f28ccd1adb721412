//! Two small communes, a split one and a district go through a merger: what stands where, on any
//! day and any map, on both databases.

mod at_random;
mod by_hand;
mod join;
mod land;
mod merger;
mod restated;
mod spelling;
