//! The generated clients of the cases.

#[test]
fn the_workspace_builds() {}
