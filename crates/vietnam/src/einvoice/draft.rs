//! Writes the unsigned draft. Every amount comes from `invoice_totals`; nothing is added up here.

use super::tree::Element;
use super::{Buyer, Draft, DraftLine, EInvoiceError, Nature, Seller, fixed_text};
use crate::invoice_symbol;
use crate::invoice_totals::{Discount, Exact, Line, LineTotal, Totals, totals};
use crate::number_words::{WordStyle, invoice_sentence};

/// The draft as XML: `HDon/DLHDon` with general data, seller, buyer, lines and totals, and nothing that only
/// a provider may add.
pub fn draft_xml(draft: &Draft) -> Result<String, EInvoiceError> {
    invoice_symbol::parse(&format!("{}{}", draft.form, draft.serial))
        .map_err(EInvoiceError::Symbol)?;
    check(draft)?;
    let sums = totals(&draft.lines.iter().map(sum_line).collect::<Vec<_>>())
        .map_err(EInvoiceError::Totals)?;
    let content = Element::new("NDHDon")
        .child(seller(&draft.seller))
        .child(buyer(draft))
        .child(lines(draft, &sums))
        .child(payment(&sums));
    let mut data = Element::new("DLHDon").child(general(draft)).child(content);
    data.id = Some("data".into());
    Element::new("HDon").child(data).to_xml()
}

fn check(draft: &Draft) -> Result<(), EInvoiceError> {
    let Seller {
        name,
        tax_code,
        address,
        ..
    } = &draft.seller;
    for (value, element) in [
        (name, "NBan/Ten"),
        (tax_code, "NBan/MST"),
        (address, "NBan/DChi"),
    ] {
        if value.trim().is_empty() {
            return Err(EInvoiceError::Missing(element));
        }
    }
    if draft.lines.is_empty() {
        return Err(EInvoiceError::Missing("DSHHDVu/HHDVu"));
    }
    Ok(())
}

fn general(draft: &Draft) -> Element {
    Element::new("TTChung")
        .leaf("PBan", fixed_text("xml_version", draft.date))
        .leaf_if("THDon", invoice_symbol::form_name(draft.form, draft.date))
        .leaf("KHMSHDon", draft.form)
        .leaf("KHHDon", &draft.serial)
        .leaf("NLap", draft.date.to_string())
        .leaf("DVTTe", "VND")
        .leaf("TGia", "1")
        .leaf("HTTToan", &draft.payment)
}

fn seller(seller: &Seller) -> Element {
    Element::new("NBan")
        .leaf("Ten", &seller.name)
        .leaf("MST", &seller.tax_code)
        .leaf("DChi", &seller.address)
        .leaf_if("SDThoai", seller.phone.as_deref())
        .leaf_if("DCTDTu", seller.email.as_deref())
        .leaf_if("STKNHang", seller.bank_account.as_deref())
        .leaf_if("TNHang", seller.bank_name.as_deref())
        .leaf_if("Website", seller.website.as_deref())
}

/// A buyer without any name is a consumer, and the line must say so in the law's words.
fn buyer(draft: &Draft) -> Element {
    let Buyer {
        company,
        person,
        tax_code,
        personal_id,
        address,
        code,
        phone,
        email,
    } = &draft.buyer;
    let unnamed = company.is_none() && person.is_none();
    let name = company
        .as_deref()
        .or(unnamed.then(|| fixed_text("unnamed_consumer", draft.date)));
    Element::new("NMua")
        .leaf_if("Ten", name)
        .leaf_if("MST", tax_code.as_deref())
        .leaf_if("DChi", address.as_deref())
        .leaf_if("MKHang", code.as_deref())
        .leaf_if("SDThoai", phone.as_deref())
        .leaf_if("DCTDTu", email.as_deref())
        .leaf_if("HVTNMHang", person.as_deref())
        .leaf_if("CCCDan", personal_id.as_deref())
}

fn lines(draft: &Draft, sums: &Totals) -> Element {
    let mut list = Element::new("DSHHDVu");
    for (index, (line, total)) in draft.lines.iter().zip(&sums.lines).enumerate() {
        list = list.child(goods(index + 1, line, total));
    }
    list
}

fn goods(number: usize, line: &DraftLine, total: &LineTotal) -> Element {
    let element = Element::new("HHDVu")
        .leaf("TChat", line.nature.digit())
        .leaf("STT", number.to_string())
        .leaf_if("MHHDVu", line.code.as_deref())
        .leaf("THHDVu", &line.name);
    if line.nature == Nature::Note {
        return element;
    }
    let percent = match line.discount {
        Discount::Percent(percent) if !percent.is_zero() => Some(percent.to_string()),
        _ => None,
    };
    let off =
        (total.discount != 0 && line.nature == Nature::Goods).then(|| total.discount.to_string());
    element
        .leaf_if("DVTinh", line.unit.as_deref())
        .leaf("SLuong", line.quantity.to_string())
        .leaf("DGia", line.unit_price.to_string())
        .leaf_if("TLCKhau", percent)
        .leaf_if("STCKhau", off)
        .leaf("ThTien", shown(line.nature, total.amount).to_string())
        .leaf("TSuat", line.rate.code())
}

/// The amount of a discount line is written positive: its nature says that it is taken off.
fn shown(nature: Nature, amount: i64) -> i64 {
    if nature == Nature::Discount {
        amount.saturating_neg()
    } else {
        amount
    }
}

/// The line as it counts in the totals.
fn sum_line(line: &DraftLine) -> Line {
    let unit_price = match line.nature {
        Nature::Goods => line.unit_price,
        Nature::Discount => line.unit_price.saturating_neg(),
        Nature::Promotion | Nature::Note => 0,
    };
    let quantity = if line.nature == Nature::Note {
        Exact::default()
    } else {
        line.quantity
    };
    let discount = if line.nature == Nature::Goods {
        line.discount
    } else {
        Discount::None
    };
    Line {
        quantity,
        unit_price,
        rate: line.rate.clone(),
        discount,
    }
}

fn payment(sums: &Totals) -> Element {
    let mut rates = Element::new("THTTLTSuat");
    for group in &sums.by_rate {
        rates = rates.child(
            Element::new("LTSuat")
                .leaf("TSuat", group.rate.code())
                .leaf("ThTien", group.amount.to_string())
                .leaf("TThue", group.vat.to_string()),
        );
    }
    let discount = (sums.total_discount != 0).then(|| sums.total_discount.to_string());
    Element::new("TToan")
        .child(rates)
        .leaf("TgTCThue", sums.total_before_tax.to_string())
        .leaf("TgTThue", sums.total_vat.to_string())
        .leaf_if("TTCKTMai", discount)
        .leaf("TgTTTBSo", sums.grand_total.to_string())
        .leaf(
            "TgTTTBChu",
            invoice_sentence(sums.grand_total, WordStyle::NORTH, false),
        )
}
