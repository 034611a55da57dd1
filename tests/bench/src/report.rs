//! Figures as a table.

use crate::side::Exchange;

/// The figures of a call, of one kind each: by hand, and generated.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// The call.
    pub exchange: Exchange,
    /// By hand, and generated.
    pub sides: [f64; 2],
    /// How much more the generated one is, in percent: not always of these two, since it may be a median of its own.
    pub more: f64,
}

impl Figures {
    /// What two figures say by themselves.
    #[must_use]
    pub fn new(exchange: Exchange, sides: [f64; 2]) -> Self {
        let [by_hand, generated] = sides;
        let more = (generated / by_hand - 1.0) * 100.0;
        Self {
            exchange,
            sides,
            more,
        }
    }
}

/// Prints rows of figures of one kind.
#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
pub fn print(what: &str, figures: &[Figures]) {
    println!(
        "{what:<34}{:>10}{:>12}{:>10}",
        "by hand", "generated", "more"
    );
    for Figures {
        exchange,
        sides: [by_hand, generated],
        more,
    } in figures
    {
        let name = exchange.name();
        println!("{name:<34}{by_hand:>10.2}{generated:>12.2}{more:>+9.1}%");
    }
    println!();
}

/// The median.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
