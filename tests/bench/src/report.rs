//! Figures as a table.

use crate::side::{Exchange, Side};

/// The figures of a call, of one kind each.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// The call.
    pub exchange: Exchange,
    /// Of each side: the first is by hand.
    pub sides: [f64; 3],
    /// How much more than by hand the others are, in percent: not always of these figures, since they may be medians
    /// of their own.
    pub more: [f64; 2],
}

impl Figures {
    /// What figures say by themselves.
    #[must_use]
    pub fn new(exchange: Exchange, sides: [f64; 3]) -> Self {
        let [by_hand, others @ ..] = sides;
        Self {
            exchange,
            sides,
            more: others.map(|other| percent(other / by_hand)),
        }
    }
}

/// How much more than one a ratio is, in percent.
#[must_use]
pub fn percent(ratio: f64) -> f64 {
    (ratio - 1.0) * 100.0
}

/// Prints rows of figures of one kind.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub fn print(what: &str, figures: &[Figures]) {
    let [by_hand, generated, over_reqwest] = Side::ALL.map(Side::name);
    println!(
        "{what:<34}{by_hand:>10}{generated:>12}{:>10}{over_reqwest:>14}{:>10}",
        "more", "more"
    );
    for figures in figures {
        let name = figures.exchange.name();
        let [by_hand, generated, over_reqwest] = figures.sides;
        let [more, more_over_reqwest] = figures.more;
        println!(
            "{name:<34}{by_hand:>10.2}{generated:>12.2}{more:>+9.1}%{over_reqwest:>14.2}{more_over_reqwest:>+9.1}%"
        );
    }
    println!();
}

/// The median.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
