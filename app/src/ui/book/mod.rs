//! The household's book as a person reads and works on it. Shown by pages of the server and by the browser's own converter, so every
//! text stands in braces where nothing around it changes (see `import_view`).

pub mod against;
pub mod ask;
pub mod brought;
pub mod coverage;
pub mod desk;
pub mod edit;
pub mod files;
pub mod filing;
pub mod overview;
pub mod part;
pub mod places;
pub mod refunds;
pub mod rows;
pub mod schemes;
pub mod stamp;
pub mod steps;
