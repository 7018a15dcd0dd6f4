//! Reads an invoice XML: a draft of ours or what a provider returns. Keeps figures as they are written and
//! recomputes nothing; says whether a signature element stands in it, never whether the signature is good.

use chrono::NaiveDate;

use super::EInvoiceError;
use super::tree::Element;

/// An invoice as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// `KHMSHDon`.
    pub form: String,
    /// `KHHDon`.
    pub serial: String,
    /// `SHDon`; a draft has none.
    pub number: Option<String>,
    /// `NLap`.
    pub date: NaiveDate,
    pub currency: Option<String>,
    pub payment: Option<String>,
    pub seller: InvoiceParty,
    pub buyer: InvoiceParty,
    pub lines: Vec<InvoiceLine>,
    pub by_rate: Vec<InvoiceRate>,
    pub total_before_tax: Option<String>,
    pub total_vat: Option<String>,
    pub grand_total: Option<String>,
    pub grand_total_words: Option<String>,
    /// `MCCQT`: the code the tax authority gave.
    pub authority_code: Option<String>,
    /// A signature element is present.
    pub signed: bool,
}

/// Seller or buyer as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceParty {
    pub name: Option<String>,
    /// `HVTNMHang` of a buyer.
    pub person: Option<String>,
    pub tax_code: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// One line as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceLine {
    /// `TChat`: 1 goods, 2 promotion, 3 discount, 4 note.
    pub nature: Option<String>,
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit: Option<String>,
    pub quantity: Option<String>,
    pub unit_price: Option<String>,
    pub discount: Option<String>,
    pub amount: Option<String>,
    pub rate: Option<String>,
}

/// One rate group as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceRate {
    pub rate: Option<String>,
    pub amount: Option<String>,
    pub vat: Option<String>,
}

/// Reads an invoice XML with root `HDon`, alone or inside an envelope.
pub fn read(xml: &str) -> Result<Invoice, EInvoiceError> {
    let root = Element::from_xml(xml)?;
    let invoice = find(&root, "HDon").ok_or(EInvoiceError::NotAnInvoice("HDon"))?;
    let data = invoice
        .at("DLHDon")
        .ok_or(EInvoiceError::NotAnInvoice("DLHDon"))?;
    let general = data
        .at("TTChung")
        .ok_or(EInvoiceError::NotAnInvoice("TTChung"))?;
    let content = data
        .at("NDHDon")
        .ok_or(EInvoiceError::NotAnInvoice("NDHDon"))?;
    let need = |name: &'static str| {
        general
            .text_at(name)
            .ok_or(EInvoiceError::NotAnInvoice(name))
    };
    let date = need("NLap")?.get(..10).and_then(|date| date.parse().ok());
    let total = |name| text(content, &format!("TToan/{name}"));
    Ok(Invoice {
        form: need("KHMSHDon")?.to_owned(),
        serial: need("KHHDon")?.to_owned(),
        number: text(general, "SHDon"),
        date: date.ok_or(EInvoiceError::NotAnInvoice("NLap"))?,
        currency: text(general, "DVTTe"),
        payment: text(general, "HTTToan"),
        seller: content.at("NBan").map(party).unwrap_or_default(),
        buyer: content.at("NMua").map(party).unwrap_or_default(),
        lines: all(content, "DSHHDVu").map(line).collect(),
        by_rate: all(content, "TToan/THTTLTSuat").map(rate).collect(),
        total_before_tax: total("TgTCThue"),
        total_vat: total("TgTThue"),
        grand_total: total("TgTTTBSo"),
        grand_total_words: total("TgTTTBChu"),
        authority_code: text(invoice, "MCCQT"),
        signed: invoice.holds("Signature"),
    })
}

fn find<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    if element.name == name {
        return Some(element);
    }
    element.children.iter().find_map(|child| find(child, name))
}

fn all<'a>(content: &'a Element, path: &str) -> impl Iterator<Item = &'a Element> {
    content.at(path).into_iter().flat_map(|list| &list.children)
}

fn text(element: &Element, path: &str) -> Option<String> {
    element.text_at(path).map(str::to_owned)
}

fn party(element: &Element) -> InvoiceParty {
    InvoiceParty {
        name: text(element, "Ten"),
        person: text(element, "HVTNMHang"),
        tax_code: text(element, "MST"),
        address: text(element, "DChi"),
        phone: text(element, "SDThoai"),
        email: text(element, "DCTDTu"),
    }
}

fn line(element: &Element) -> InvoiceLine {
    InvoiceLine {
        nature: text(element, "TChat"),
        code: text(element, "MHHDVu"),
        name: text(element, "THHDVu"),
        unit: text(element, "DVTinh"),
        quantity: text(element, "SLuong"),
        unit_price: text(element, "DGia"),
        discount: text(element, "STCKhau"),
        amount: text(element, "ThTien"),
        rate: text(element, "TSuat"),
    }
}

fn rate(element: &Element) -> InvoiceRate {
    InvoiceRate {
        rate: text(element, "TSuat"),
        amount: text(element, "ThTien"),
        vat: text(element, "TThue"),
    }
}
